/** The parts of Chart.js that KPI charts use; loaded on demand, so that other pages never carry them. */
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';

Chart.register(
	annotation,
	BarController,
	BarElement,
	CategoryScale,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

export { Chart };
