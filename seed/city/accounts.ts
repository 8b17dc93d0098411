/** Demo accounts, without passwords: the loader is given one. Surnames are invented. */
import { departments } from './departments.ts';
import type { AccountSeed } from './types.ts';

const SURNAMES = [
	'及川',
	'千葉',
	'阿部',
	'三浦',
	'小笠原',
	'岩間',
	'藤原',
	'高橋',
	'八幡',
	'佐野',
	'川崎',
	'前川',
	'小林',
	'柏崎',
	'山崎',
	'岩崎',
	'久保',
	'平野',
	'松田',
	'金野',
	'大和田',
	'沢田',
	'上野',
	'鈴木',
	'中村',
	'伊藤',
	'田中',
	'遠藤',
	'佐藤',
	'菊池'
] as const;

const current = departments.filter((department) => department.validTo === null);

const perDepartment: readonly AccountSeed[] = current.map((department, index) => ({
	username: `editor_${department.code}`,
	displayName: `${department.name} ${SURNAMES[index % SURNAMES.length] ?? '菊池'}`,
	role: 'editor',
	departments: [department.code]
}));

export const accounts: readonly AccountSeed[] = [
	{ username: 'admin', displayName: 'システム管理者 岩渕', role: 'admin', departments: [] },
	{ username: 'planner', displayName: '総合政策課 菊池', role: 'planner', departments: ['seisaku'] },
	{ username: 'viewer', displayName: '閲覧者 小野寺', role: 'viewer', departments: [] },
	{ username: 'head', displayName: '健康推進課長 千田', role: 'head', departments: ['kenko', 'korei'] },
	{ username: 'editor', displayName: '健康推進課 佐々木', role: 'editor', departments: ['kenko'] },
	...perDepartment
];
