/** The demo city as a city file: what the format knows of it, without accounts. */
import { CITY_FORMAT, type CityFile } from '#lib/schemas/city.ts';
import type { DemoCity } from './city/index.ts';

/** Everything of the demo but accounts and figures that nobody has confirmed. */
export function sampleFile(city: DemoCity): CityFile {
	const confirmed = city.results.filter(({ workflow }) => workflow === 'confirmed');
	return {
		...fileOf(city),
		results: confirmed.map(({ workflow: _state, events: _events, ...each }) => each)
	};
}

/** The demo in the shapes that the loader writes. Its results come with their records instead. */
export function fileOf(city: DemoCity): CityFile {
	return {
		format: CITY_FORMAT,
		plan: city.plan,
		basicPlans: city.basicPlans,
		nodes: city.nodes,
		policies: city.policies,
		districts: city.districts,
		bodies: city.bodies.map(({ code: _code, ...each }) => each),
		meetings: city.meetings.map(({ body: _body, isPeriod: _isPeriod, days, state, ...each }) => ({
			...each,
			firstDay: days[0] ?? null,
			isPostponed: state === 'postponed'
		})),
		divisions: city.divisions,
		departments: city.departments.map(({ section: _section, extension: _extension, ...each }) => each),
		indicators: city.indicators,
		kpis: city.kpis.map(({ components: _components, ...each }) => each),
		editions: city.editions,
		targets: city.targets,
		cycles: city.cycles,
		results: [],
		projects: city.projects,
		projectEditions: city.projectEditions.map(({ costChangeReason: _reason, ...each }) => each),
		projectActuals: city.projectActuals
	};
}
