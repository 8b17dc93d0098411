/** Marks that turn or hide text: a name must be what it looks like. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Windows takes these for devices, whatever ending follows, also in another case and with the raised digits. */
const DEVICE = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))/i;

const LONGEST = 120;
/** What Linux keeps, with room for a mark that a browser adds. */
const LONGEST_BYTES = 240;

/**
 * A name that every file system keeps and nobody is deceived by: the last part of a path, without invisible
 * marks, refused characters, dots and spaces at either end, or a device's name; at most 120 characters with the
 * ending, which is never cut. Japanese stays. Empty where nothing is left.
 */
export function safeFileName(name: string): string {
	const last = name.replace(INVISIBLE, '').toWellFormed().split(/[\\/]/).at(-1) ?? '';
	const plain = last
		.normalize('NFC')
		.replace(/[:*?"<>|]/g, '_')
		.replace(/^[.\s]+|[.\s]+$/g, '')
		.replace(DEVICE, '$1_');
	return shortened(plain);
}

/** 「集計」 and 「xlsx」 of 「集計.xlsx」; the ending is empty where there is none. */
export function splitName(name: string): { stem: string; ending: string } {
	const [, stem, ending] = /^(.*)\.([^.\s]*)$/su.exec(name) ?? [];
	return stem === undefined || ending === undefined ? { stem: name, ending: '' } : { stem, ending };
}

/** A name without the marks that would hide what it is. */
export function visibleName(name: string): string {
	return name.replace(INVISIBLE, '').toWellFormed().trim();
}

function shortened(name: string): string {
	const { stem, ending } = splitName(name);
	const tail = ending === '' || ending.length > 10 ? '' : `.${ending}`;
	const room = [...(tail === '' ? name : stem)].slice(0, LONGEST - tail.length);
	while (Buffer.byteLength(room.join('') + tail) > LONGEST_BYTES) room.pop();
	return room.join('').replace(/[.\s]+$/, '') + tail;
}
