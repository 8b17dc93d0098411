import { DomainError } from '#lib/domain/errors.ts';
import { handOverSchema } from '#lib/schemas/batch.ts';
import type { BatchRequest } from './types.ts';

/**
 * What `BatchPreview.svelte` sends: the preview as it was shown, the ticks and the form's key.
 * @throws DomainError `invalid` for anything that the page did not write itself.
 */
export function readBatchForm(form: FormData): BatchRequest {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const parsed = handOverSchema.safeParse(jsonOf(text('batch')));
	const key = text('key');
	if (!parsed.success || key === '' || key.length > 100) {
		throw new DomainError(
			'invalid',
			'確認の画面を読み取れませんでした。何も保存していません。貼り付け（またはファイルの選択）からやり直してください。'
		);
	}
	const { items, ...rest } = parsed.data;
	const confirmed = form.getAll('confirmed').filter((value) => typeof value === 'string');
	return {
		...rest,
		proposals: items.map(({ shown: _, ...proposal }) => proposal),
		shown: new Map(
			items.map(({ indicatorCode, fiscalYear, shown }) => [`${indicatorCode}/${fiscalYear}`, shown])
		),
		confirmed: new Set(confirmed),
		allConfirmed: confirmed.includes('all'),
		withoutRefused: text('without-refused') === 'on',
		key
	};
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
