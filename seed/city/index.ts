/** The demo city, whole: real content of the city's document and invented samples, spelled out. */
import { accounts } from './accounts.ts';
import { buildIndicators } from './build-indicators.ts';
import { buildKpis, buildTargets } from './build-kpis.ts';
import { buildProjectActuals, buildProjectEditions, projects } from './build-projects.ts';
import { buildResults } from './build-results.ts';
import { corrections } from './corrections.ts';
import { departments, divisions } from './departments.ts';
import { cycles, editions } from './editions.ts';
import { crisisIndicators } from './indicators-crisis.ts';
import { educationIndicators } from './indicators-education.ts';
import { healthIndicators } from './indicators-health.ts';
import { industryIndicators } from './indicators-industry.ts';
import { livingIndicators } from './indicators-living.ts';
import { promotionIndicators } from './indicators-promotion.ts';
import { meetings } from './meetings.ts';
import { koukiNodes } from './nodes-kouki.ts';
import { zenkiNodes } from './nodes-zenki.ts';
import { basicPlans, bodies, districts, plan, policies } from './plan.ts';
import type { DemoCity } from './types.ts';

export type * from './types.ts';

/** Builds the same city every time. */
export function demoCity(): DemoCity {
	const sources = [
		...promotionIndicators,
		...healthIndicators,
		...livingIndicators,
		...industryIndicators,
		...educationIndicators,
		...crisisIndicators
	];
	const indicators = buildIndicators(sources);
	const kpis = [...buildKpis(sources, 'zenki'), ...buildKpis(sources, 'kouki')];
	return {
		plan,
		basicPlans,
		nodes: [...zenkiNodes, ...koukiNodes],
		policies,
		districts,
		bodies,
		meetings,
		divisions,
		departments,
		accounts,
		indicators,
		kpis: kpis.map(({ seed }) => seed),
		editions,
		targets: buildTargets(kpis),
		cycles,
		results: buildResults(sources, indicators),
		corrections,
		projects,
		projectEditions: buildProjectEditions(kpis),
		projectActuals: buildProjectActuals()
	};
}
