/** Reads the short notations of `sources.ts`. Pure; a slip in the data throws with its text. */

/** 「R7」 → 2025, 「H30」 → 2018. */
export function eraYear(text: string): number {
	const match = /^([RH])(\d{1,2})$/.exec(text);
	if (match === null) throw new RangeError(`not an era year: ${text}`);
	return (match[1] === 'R' ? 2018 : 1988) + Number(match[2]);
}

/** 「R10 50.0」 → [2028, '50.0']; without a value the second part is null. */
export function yearAndValue(text: string): [year: number, value: string | null] {
	const [year = '', value] = text.split(' ');
	return [eraYear(year), value ?? null];
}

/** 「R4>R6 46.0」 → edition 2022, year 2024, '46.0'. */
export function readMove(text: string): { edition: number; year: number; value: string } {
	const [edition = '', year = '', value = ''] = text.split(/[> ]/);
	return { edition: eraYear(edition), year: eraYear(year), value };
}

/** How many decimals a numeral is printed with. */
export function decimalsOf(text: string): number {
	return text.split('.')[1]?.length ?? 0;
}

/** Whether a text is a plain decimal. */
export function isNumeral(text: string): boolean {
	return /^-?\d+(\.\d+)?$/.test(text);
}

/** A numeral as a whole number of 10^−scale. */
export function scaled(text: string, scale: number): number {
	if (!isNumeral(text)) throw new RangeError(`not a numeral: ${text}`);
	const [whole = '', fraction = ''] = text.split('.');
	if (fraction.length > scale) throw new RangeError(`${text} has more than ${scale} decimals`);
	return Number(whole + fraction.padEnd(scale, '0'));
}

/** The reverse of `scaled`. */
export function unscaled(value: number, scale: number): string {
	const digits = String(Math.abs(value)).padStart(scale + 1, '0');
	const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
	return value < 0 ? `-${text}` : text;
}

/** from + (to − from) × step ÷ steps, rounded half away from zero at `scale` decimals. */
export function between(from: string, to: string, step: number, steps: number, scale: number): string {
	const [a, b] = [scaled(from, scale), scaled(to, scale)];
	const move = (b - a) * step;
	const rounded = Math.sign(move) * Math.floor((2 * Math.abs(move) + steps) / (2 * steps));
	return unscaled(a + rounded, scale);
}

/** Next calendar day of an ISO date, in plain calendar arithmetic. */
export function nextDay(day: string): string {
	return addDays(day, 1);
}

/** The ISO date so many days later. */
export function addDays(day: string, days: number): string {
	const moment = new Date(`${day}T00:00:00Z`);
	moment.setUTCDate(moment.getUTCDate() + days);
	return moment.toISOString().slice(0, 10);
}
