/**
 * What the machine can do at best: `node:http`, prepared statements and string building on the same database
 * and the same rows, session looked up and answer compressed as in the product. Started as a process of its own;
 * prints its port.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import compression from 'compression';

const [file = '', department = '', reported = ''] = process.argv.slice(2);
const year = Number(reported);
const database = new Database(file, { readonly: true });
const session = database.prepare(
	'select a.id from session s join account a on a.id = s.account_id where s.token_hash = ? and s.expires_at > ?'
);
const kpis = database.prepare(`
	select k.id, k.indicator_id as indicator, k.code, r.name, i.unit, i.decimals, k.node_id as node, r.baseline_digits as baseline,
		r.final_target_digits as final, d.name as department, i.definition
	from kpi k
	join kpi_revision r on r.kpi_id = k.id and r.revision = 1
	join indicator i on i.id = k.indicator_id
	join indicator_responsibility p on p.indicator_id = i.id and p.role = 'lead'
	join department d on d.id = p.department_id
	where :only = '' or d.code = :only
	order by k.position`);
const figures = database.prepare(`
	select e.fiscal_year as year, v.value_digits as digits, v.value_scale as scale, j.status
	from result e
	join result_revision v on v.result_id = e.id and v.revision = e.confirmed_revision
	left join judgement j on j.kpi_id = :kpi and j.fiscal_year = e.fiscal_year
	where e.indicator_id = :indicator and e.fiscal_year between :from and :to and e.district_id is null`);
const targets = database.prepare(`
	select t.fiscal_year as year, t.value_digits as digits, t.value_scale as scale
	from edition e
	cross join yearly_target t on t.edition_id = e.id and t.kpi_id = :kpi and t.fiscal_year = e.first_year
	where e.first_year between :from and :to`);

interface Cell {
	readonly year: number;
	readonly digits: number;
	readonly scale: number;
	readonly status?: string;
}

const compress = compression();
const server = createServer((request, response) => {
	compress(request as never, response as never, () => {
		const token = /michishirube_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
		const known = session.get(createHash('sha256').update(token).digest('hex'), new Date().toISOString());
		if (known === undefined) {
			response.writeHead(401).end();
			return;
		}
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
		response.end(pageOf(request.url === '/entry' ? department : ''));
	});
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

function pageOf(only: string): string {
	const years = [year - 2, year - 1, year];
	const window = { from: year - 2, to: year };
	const byYear = (cells: unknown[]) => new Map((cells as Cell[]).map((cell) => [cell.year, cell]));
	const rows = (kpis.all({ only }) as Record<string, string | number>[]).map((kpi) => {
		const key = { kpi: kpi['id'], ...window };
		const actuals = byYear(figures.all({ ...key, indicator: kpi['indicator'] }));
		const planned = byYear(targets.all(key));
		const cells = years.map((each) => {
			const actual = actuals.get(each);
			const target = planned.get(each);
			return `<td class="num">${textOf(actual)}</td><td class="num">${textOf(target)}</td><td>${actual?.status ?? ''}</td>`;
		});
		return `<tr><th scope="row"><a href="/kpi/${kpi['code']}">${escape(String(kpi['name']))}</a> <small>${kpi['unit']}</small></th>${cells.join('')}<td>${kpi['baseline']}</td><td>${kpi['final']}</td><td>${escape(String(kpi['department']))}</td></tr>`;
	});
	return `<!doctype html><html lang="ja"><title>比較</title><table>${rows.join('')}</table></html>`;
}

function textOf(cell: Cell | undefined): string {
	return cell === undefined ? '－' : (cell.digits / 10 ** cell.scale).toFixed(cell.scale);
}

function escape(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
