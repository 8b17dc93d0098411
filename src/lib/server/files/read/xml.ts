import { refuse } from './refusal.ts';

/**
 * A strict reader of the XML that office programs write. One pass, no tree; everything that could make a small
 * file costly (tags, depth, attributes, long names, entities of its own) has a limit or is refused.
 */

export interface XmlHandlers {
	/**
	 * A tag begins; `name` is without its prefix. A tag that holds nothing is followed by its `close` at once.
	 * The attributes are those of this tag only until the next one begins.
	 */
	open(name: string, attributes: Attributes, depth: number): void;
	close(name: string, depth: number): void;
	/** Text between tags, entities replaced; one text may come in pieces. */
	text?(text: string): void;
}

const DEEPEST = 60;
const MOST_ATTRIBUTES = 60;
/** Characters of a tag with its attributes: lists of cells in rules can be long. */
const LONGEST_TAG = 200_000;

export const DAMAGED_PART =
	'ファイルの中身を読み取れません。壊れているおそれがあります。Excelで開き直して保存し、もう一度選んでください。';
export const TOO_COMPLEX =
	'表が大きすぎるか、中身が複雑すぎます。ダウンロードした入力用のファイルに、この課の指標だけを書き写してから選んでください。';

const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_.\-·]*$/u;

/**
 * The text of a part. UTF-8 is all that office programs write; another encoding could hide a declaration.
 * @throws DomainError `invalid`.
 */
export function xmlText(content: Uint8Array): string {
	if (content.includes(0)) refuse(DAMAGED_PART);
	refuseDeclarations(content);
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
		const declared = DECLARED.exec(text.slice(0, 200))?.[1];
		if (declared !== undefined && !/^utf-?8$/i.test(declared)) refuse(DAMAGED_PART);
		return text;
	} catch (error) {
		if (error instanceof TypeError) refuse(DAMAGED_PART);
		throw error;
	}
}

/** DOCTYPE and its kind by the bytes alone, before anything is made of them. @throws DomainError `invalid`. */
export function refuseDeclarations(content: Uint8Array): void {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	for (let at = bytes.indexOf('<!'); at >= 0; at = bytes.indexOf('<!', at + 2)) {
		// <!-- and <![CDATA[ are harmless; DOCTYPE and ENTITY are not, wherever they stand.
		const [a, b] = [bytes[at + 2], bytes[at + 3]];
		if (!(a === 0x2d && b === 0x2d) && a !== 0x5b)
			refuse(
				'ファイルの中に、Excelが作らない定義（DOCTYPE）があるため、開きませんでした。Excelで新しく作り直したファイルを選んでください。'
			);
	}
}

/**
 * Walks through a part.
 * @throws DomainError `invalid` for what is no well-formed XML and for what passes a limit.
 */
export function walkXml(text: string, mostTags: number, handlers: XmlHandlers): void {
	const open: string[] = [];
	const attributes = new Attributes(text);
	let [at, tags] = [0, 0];
	while (at < text.length) {
		const mark = text.indexOf('<', at);
		if (mark !== at) {
			const piece = text.slice(at, mark < 0 ? text.length : mark);
			if (open.length > 0) handlers.text?.(plain(piece));
			else if (piece.trim() !== '') refuse(DAMAGED_PART);
			if (mark < 0) break;
		}
		const next = text.charCodeAt(mark + 1);
		if (next === 0x21 || next === 0x3f) {
			at = aside(text, mark, next, open.length > 0 ? handlers : null);
			continue;
		}
		tags += 1;
		if (tags > mostTags) refuse(TOO_COMPLEX);
		if (next === 0x2f) {
			const name = open.pop();
			if (name === undefined || !text.startsWith(name, mark + 2)) refuse(DAMAGED_PART);
			at = afterSpace(text, mark + 2 + name.length);
			if (text.charCodeAt(at) !== 0x3e) refuse(DAMAGED_PART);
			handlers.close(localName(name), open.length);
			at += 1;
			continue;
		}
		const nameEnd = wordEnd(text, mark + 1);
		if (open.length === 0 && tags > 1) refuse(DAMAGED_PART);
		const name = text.slice(mark + 1, nameEnd);
		const local = localName(name);
		at = attributes.read(nameEnd);
		handlers.open(local, attributes, open.length);
		if (text.charCodeAt(at) === 0x2f) {
			if (text.charCodeAt(at + 1) !== 0x3e) refuse(DAMAGED_PART);
			handlers.close(local, open.length);
			at += 2;
		} else {
			if (open.push(name) > DEEPEST) refuse(DAMAGED_PART);
			at += 1;
		}
	}
	if (open.length > 0 || tags === 0) refuse(DAMAGED_PART);
}

/** The attributes of one tag. Only places are kept: most are never asked for. */
export class Attributes {
	readonly #text: string;
	/** Where each one's name begins (without prefix) and ends, where its value begins and ends. */
	readonly #places: number[] = [];
	#count = 0;

	constructor(text: string) {
		this.#text = text;
	}

	/** The value under a name without prefix; undefined where there is none. */
	get(name: string): string | undefined {
		for (let at = 0; at < this.#count * 4; at += 4) {
			const from = this.#places[at] ?? 0;
			if (this.#places[at + 1] === from + name.length && this.#text.startsWith(name, from))
				return plain(this.#text.slice(this.#places[at + 2], this.#places[at + 3]));
		}
		return undefined;
	}

	/** Every value under a name, whatever its prefix. */
	all(name: string): string[] {
		const found: string[] = [];
		for (let at = 0; at < this.#count * 4; at += 4) {
			const [from, to] = [this.#places[at], this.#places[at + 1]];
			if (this.#text.slice(from, to) === name)
				found.push(plain(this.#text.slice(this.#places[at + 2], this.#places[at + 3])));
		}
		return found;
	}

	/** Reads on from the end of a tag's name to its `>` or `/>`, whose place it returns. */
	read(from: number): number {
		const text = this.#text;
		this.#count = 0;
		for (let at = from; ;) {
			const start = afterSpace(text, at);
			const first = text.charCodeAt(start);
			if (first === 0x3e || first === 0x2f) return start;
			if (start === at || start - from > LONGEST_TAG) refuse(start === at ? DAMAGED_PART : TOO_COMPLEX);
			const end = wordEnd(text, start);
			const equals = afterSpace(text, end);
			const open = afterSpace(text, equals + 1);
			const quote = text.charCodeAt(open);
			if (end === start || text.charCodeAt(equals) !== 0x3d || (quote !== 0x22 && quote !== 0x27))
				refuse(DAMAGED_PART);
			const close = text.indexOf(quote === 0x22 ? '"' : "'", open + 1);
			if (close < 0) refuse(DAMAGED_PART);
			if (close - from > LONGEST_TAG || this.#count === MOST_ATTRIBUTES) refuse(TOO_COMPLEX);
			this.#keep(start, end, open + 1, close);
			at = close + 1;
		}
	}

	#keep(start: number, end: number, from: number, to: number): void {
		const at = this.#count * 4;
		let name = start;
		while (name < end && this.#text.charCodeAt(name) !== 0x3a) name += 1;
		this.#places[at] = name < end ? name + 1 : start;
		this.#places[at + 1] = end;
		this.#places[at + 2] = from;
		this.#places[at + 3] = to;
		this.#count += 1;
	}
}

/** The end of a name: a space, an equals sign or the end of the tag. */
function wordEnd(text: string, from: number): number {
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code <= 0x20 || code === 0x3e || code === 0x2f || code === 0x3d || code === 0x3c || code === 0x22)
			return at;
	}
	return text.length;
}

function afterSpace(text: string, from: number): number {
	let at = from;
	while (isSpace(text.charCodeAt(at))) at += 1;
	return at;
}

/** Past a comment, an instruction or a CDATA section, whose text is text. */
function aside(text: string, mark: number, kind: number, handlers: XmlHandlers | null): number {
	if (kind === 0x3f) return after(text, '?>', mark + 2);
	if (text.startsWith('<!--', mark)) return after(text, '-->', mark + 4);
	if (!text.startsWith('<![CDATA[', mark) || handlers === null) refuse(DAMAGED_PART);
	const end = after(text, ']]>', mark + 9);
	handlers.text?.(text.slice(mark + 9, end - 3));
	return end;
}

function after(text: string, end: string, from: number): number {
	const at = text.indexOf(end, from);
	if (at < 0) refuse(DAMAGED_PART);
	return at + end.length;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with entities replaced; only the five of XML and characters by number are known. */
function plain(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(\w+))?;?/gi, (whole, hex, digits, name) => {
		if (!whole.endsWith(';')) refuse(DAMAGED_PART);
		if (name !== undefined) return ENTITIES[String(name)] ?? refuse(DAMAGED_PART);
		const code = hex === undefined ? Number(digits) : Number.parseInt(String(hex), 16);
		const isCharacter =
			code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !isSurrogate(code));
		return isCharacter ? String.fromCodePoint(code) : refuse(DAMAGED_PART);
	});
}

function isSurrogate(code: number): boolean {
	return code >= 0xd800 && code <= 0xdfff;
}

const known = new Map<string, string>();

/** A name without its prefix; kept, because the same few come again and again. */
function localName(name: string): string {
	const seen = known.get(name);
	if (seen !== undefined) return seen;
	const local = name.slice(name.indexOf(':') + 1);
	if (name.length > 200 || !NAME.test(local)) refuse(DAMAGED_PART);
	if (known.size < 1000) known.set(name, local);
	return local;
}

function isSpace(code: number): boolean {
	return code === 32 || code === 10 || code === 13 || code === 9;
}
