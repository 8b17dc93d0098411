import type { Locator, Page, PageScreenshotOptions } from '@playwright/test';

export const WORKING = { width: 1440, height: 900 };
/** A narrower window, so that the letters of a picture stay readable on a printed A4 page. */
export const DESK = { width: 1180, height: 760 };
export const PHONE = { width: 390, height: 844 };
export const WALL = { width: 1920, height: 1080 };

/** A part of the window, in pixels of the page. */
interface Piece {
	readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What the pictures of the manuals are taken with. */
export interface Studio {
	/** Somebody signed in at a window of this size (WORKING, unless told). The caller closes the context. */
	signIn(username: string, size?: typeof WORKING): Promise<Page>;
	/** docs/images/`name`.png: the window as it is; with `part`, a piece of it or the whole page. */
	take(page: Page, name: string, part?: Pick<PageScreenshotOptions, 'clip' | 'fullPage'>): Promise<void>;
}

/** The smallest piece of the page that holds all of these. */
export async function around(...parts: Locator[]): Promise<Piece> {
	const boxes = [];
	for (const part of parts) {
		const box = await part.boundingBox();
		if (box !== null) boxes.push(box);
	}
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.width));
	const bottom = Math.max(...boxes.map((box) => box.y + box.height));
	return { clip: { x, y, width: right - x, height: bottom - y } };
}

/** The upper part of a window of this width. */
export function top(width: number, height: number): Piece {
	return { clip: { x: 0, y: 0, width, height } };
}
