/** The value axis of a chart: round steps, and whether it starts at 0. */
export interface Axis {
	readonly min: number;
	readonly max: number;
	readonly step: number;
	/** The axis leaves 0 out; the note 「縦軸は0から始まりません」 belongs beside it. */
	readonly cut: boolean;
}

const STEPS = [1, 2, 2.5, 5, 10];
const INTERVALS = 4;

/**
 * An axis around the values with about four round intervals. `fromZero` keeps 0 on the axis (bars); otherwise
 * it is cut only where the values lie far from 0. `whole` allows no step below 1 (stages, ranks, counts).
 */
export function axisFor(values: readonly number[], options: { fromZero: boolean; whole: boolean }): Axis {
	// Nothing, or nothing but zeros, still needs a height.
	const [low, high] = values.some((value) => value !== 0)
		? [Math.min(...values), Math.max(...values)]
		: [0, 1];
	const span = high - low || Math.abs(high) || 1;
	const near = low >= 0 ? low <= span * 0.5 : high <= 0 && -high <= span * 0.5;
	const spansZero = low < 0 && high > 0;
	const keepsZero = options.fromZero || near || spansZero;
	const [from, to] = keepsZero ? [Math.min(low, 0), Math.max(high, 0)] : padded(low, high, span);
	const step = roundStep((to - from) / INTERVALS, options.whole);
	const min = exact(Math.floor(from / step + 1e-9) * step);
	const max = exact(Math.max(Math.ceil(to / step - 1e-9) * step, min + step));
	return { min, max, step, cut: min > 0 || max < 0 };
}

/** The axis of a list of stages: one step per stage, with room above and below. */
export function stageAxis(stages: number): Axis {
	return { min: -0.5, max: Math.max(stages, 1) - 0.5, step: 1, cut: false };
}

/** An axis of ranks: the first place is the end of it, and there is no place 0. */
export function rankAxis(values: readonly number[]): Axis {
	const { max, step } = axisFor(values, { fromZero: true, whole: true });
	return { min: 1, max: Math.max(max, 2), step, cut: false };
}

/** The marked values, lowest first. */
export function ticksOf({ min, max, step }: Axis): number[] {
	const first = Math.ceil(min / step - 1e-9) * step;
	const ticks = Array.from({ length: Math.floor((max - first) / step + 1e-9) + 1 }, (_, index) =>
		exact(first + index * step)
	);
	// Ranks begin at 1, which is no multiple of the step.
	return min === 1 && ticks[0] !== 1 ? [1, ...ticks] : ticks;
}

/** How many decimals the marked values need. */
export function tickDecimals({ step }: Axis): number {
	return /\.(\d+)$/.exec(String(step))?.[1]?.length ?? 0;
}

/**
 * Moves labels apart so that none lies closer than `gap` to its neighbour, keeping their order.
 * @param wanted positions on the screen, downwards
 */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
	const order = wanted
		.map((position, index) => ({ position, index }))
		.sort((a, b) => a.position - b.position);
	let edge = top;
	for (const label of order) {
		label.position = Math.max(label.position, edge);
		edge = label.position + gap;
	}
	edge = bottom;
	for (const label of order.toReversed()) {
		label.position = Math.min(label.position, edge);
		edge = label.position - gap;
	}
	return order.sort((a, b) => a.index - b.index).map(({ position }) => position);
}

function padded(low: number, high: number, span: number): [number, number] {
	const room = span * 0.15;
	return [low - (low > 0 ? Math.min(room, low) : room), high + (high < 0 ? Math.min(room, -high) : room)];
}

function roundStep(rough: number, whole: boolean): number {
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = (STEPS.find((each) => each * power >= rough - power * 1e-9) ?? 10) * power;
	return whole ? Math.max(1, Math.ceil(step)) : exact(step);
}

/** Without the noise of binary fractions. */
function exact(value: number): number {
	return Number(value.toPrecision(12)) + 0;
}
