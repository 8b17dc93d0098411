import { crisisProjects } from './crisis.ts';
import { educationProjects } from './education.ts';
import { healthProjects } from './health.ts';
import { industryProjects } from './industry.ts';
import { livingProjects } from './living.ts';
import { promotionProjects } from './promotion.ts';
import type { ProjectSource } from './source.ts';

export const projectSources: readonly ProjectSource[] = [
	...promotionProjects,
	...healthProjects,
	...livingProjects,
	...industryProjects,
	...educationProjects,
	...crisisProjects
];
