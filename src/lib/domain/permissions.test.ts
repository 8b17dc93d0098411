import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from './errors.ts';
import { demand, may, type Act, type Actor } from './permissions.ts';

const OWN = 7;
const ROLES = ['editor', 'head', 'planner', 'viewer', 'admin', 'operator'] as const;

const actor = (role: Actor['role'], departmentIds: readonly number[] = [OWN]): Actor => ({
	accountId: role === 'operator' ? null : 1,
	name: 'だれか',
	role,
	departmentIds
});

/** Every kind of act, on figures of one's own department. */
const ACTS: Record<Act['kind'], Act> = {
	'see-data': { kind: 'see-data' },
	'see-entries': { kind: 'see-entries' },
	'see-entry': { kind: 'see-entry', departmentIds: [OWN] },
	'enter-result': { kind: 'enter-result', departmentIds: [OWN] },
	'submit-result': { kind: 'submit-result', departmentIds: [OWN] },
	'confirm-as-head': { kind: 'confirm-as-head', departmentIds: [OWN] },
	'request-correction': { kind: 'request-correction', departmentIds: [OWN] },
	'write-handover': { kind: 'write-handover', departmentIds: [OWN] },
	'review-results': { kind: 'review-results' },
	'decide-corrections': { kind: 'decide-corrections' },
	'manage-cycles': { kind: 'manage-cycles' },
	'manage-rules': { kind: 'manage-rules' },
	'manage-accounts': { kind: 'manage-accounts' },
	'load-city': { kind: 'load-city' }
};

const ALLOWED: Record<Act['kind'], readonly (typeof ROLES)[number][]> = {
	'see-data': ['editor', 'head', 'planner', 'viewer'],
	'see-entries': ['editor', 'head', 'planner'],
	'see-entry': ['editor', 'head', 'planner'],
	'enter-result': ['editor', 'planner'],
	'submit-result': ['editor', 'planner'],
	'confirm-as-head': ['head'],
	'request-correction': ['editor', 'planner'],
	'write-handover': ['editor', 'head', 'planner'],
	'review-results': ['planner'],
	'decide-corrections': ['planner'],
	'manage-cycles': ['planner'],
	'manage-rules': ['planner'],
	'manage-accounts': ['admin', 'operator'],
	'load-city': ['operator']
};

describe('may', () => {
	it.each(Object.values(ACTS))('says who may $kind in their own department', (act) => {
		expect(ROLES.filter((role) => may(actor(role), act))).toEqual(ALLOWED[act.kind]);
	});

	it('keeps editors and heads to their departments, and planners to none', () => {
		for (const kind of [
			'enter-result',
			'see-entry',
			'submit-result',
			'confirm-as-head',
			'request-correction',
			'write-handover'
		] as const) {
			const elsewhere: Act = { kind, departmentIds: [OWN + 1] };
			expect(may(actor('editor'), elsewhere)).toBe(false);
			expect(may(actor('head'), elsewhere)).toBe(false);
			expect(may(actor('planner', []), elsewhere)).toBe(kind !== 'confirm-as-head');
		}
	});

	it('lets nobody but the planners act where no department is responsible', () => {
		expect(may(actor('editor'), { kind: 'submit-result', departmentIds: [] })).toBe(false);
		expect(may(actor('editor', []), { kind: 'submit-result', departmentIds: [] })).toBe(false);
		expect(may(actor('planner'), { kind: 'submit-result', departmentIds: [] })).toBe(true);
	});

	it('asks of an editor one department in common, whichever', () => {
		const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 5 });
		fc.assert(
			fc.property(ids, ids, (own, responsible) => {
				const common = own.some((id) => responsible.includes(id));
				expect(may(actor('editor', own), { kind: 'enter-result', departmentIds: responsible })).toBe(common);
				expect(may(actor('head', own), { kind: 'confirm-as-head', departmentIds: responsible })).toBe(common);
			})
		);
	});

	it('never lets those who keep the accounts see data, nor those who see data keep accounts', () => {
		for (const role of ROLES) {
			expect(may(actor(role), ACTS['see-data']) && may(actor(role), ACTS['manage-accounts'])).toBe(false);
		}
	});
});

describe('demand', () => {
	it('refuses exactly what is not allowed, in words that say whose task it is', () => {
		for (const act of Object.values(ACTS)) {
			for (const role of ROLES) {
				if (may(actor(role), act)) {
					expect(() => demand(actor(role), act)).not.toThrow();
					continue;
				}
				let refusal: unknown;
				try {
					demand(actor(role), act);
				} catch (error) {
					refusal = error;
				}
				expect(refusal).toBeInstanceOf(DomainError);
				expect(refusal).toMatchObject({ code: 'forbidden', details: act.kind });
				expect((refusal as DomainError).message).toMatch(/仕事です。|できるのは、|役割です。|行います。/);
			}
		}
	});
});
