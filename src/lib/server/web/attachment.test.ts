import { expect, it } from 'vitest';
import { attachment } from './attachment.ts';

it('names a download in Japanese, and in ASCII for programs that know no better', () => {
	expect(attachment('実績入力_健康推進課_令和7年度.xlsx')).toBe(
		`attachment; filename="_7_.xlsx"; filename*=UTF-8''${encodeURIComponent('実績入力_健康推進課_令和7年度.xlsx')}`
	);
});

it('lets no name break the header or leave the folder', () => {
	const header = attachment('a"b\r\n../c;d\'(e)%\ud800.csv');
	expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%~;-]+$/);
	expect(header).not.toMatch(/[\r\n/\\]/);
	expect(header.split("''")[1]).not.toMatch(/[;'"()]/);
});

it.each([
	['CON.pdf', 'CON_.pdf'],
	['nul', 'nul_'],
	['集計.pdf. .', '集計.pdf'],
	['集計\u202efdp.exe', '集計fdp.exe'],
	['../../etc/passwd', 'passwd'],
	['', 'download'],
	['. .', 'download']
])('hands %j out as %s', (name, kept) => {
	expect(attachment(name)).toMatch(new RegExp(`''${encodeURIComponent(kept)}$`));
});
