/** Finds a Chromium for the browser tests and, where it may, installs what is missing. */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * The path of a Chromium: the one named by `CHROMIUM`, the system's, Playwright's, or a newly installed one
 * (Debian's package as root, else Playwright's download). Also sees to a Japanese font, without which every
 * screen shows boxes.
 * @throws Error when `CHROMIUM` names no program, or nothing could be installed.
 */
export function findBrowser(): string {
	const named = process.env['CHROMIUM'];
	if (named) {
		if (!isProgram(named)) throw new Error(`CHROMIUM names no program: ${named}`);
		return named;
	}
	const browser = installed() ?? install();
	if (!hasJapaneseFont()) installFont();
	return browser;
}

function installed(): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const system = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
	return system ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined);
}

function install(): string {
	if (isDebianRoot() && aptInstall('chromium', 'fontconfig', 'fonts-noto-cjk')) {
		const system = installed();
		if (system) return system;
	}
	const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js');
	execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] });
	return chromium.executablePath();
}

function installFont(): void {
	if (isDebianRoot() && aptInstall('fontconfig', 'fonts-noto-cjk')) return;
	console.warn(
		'No Japanese font found: install one (for example fonts-noto-cjk), or text is shown as boxes.'
	);
}

/** True also where fontconfig is missing on a system that does not use it (Windows, macOS). */
function hasJapaneseFont(): boolean {
	if (process.platform !== 'linux') return true;
	const list = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' });
	return list.status === 0 && list.stdout.trim() !== '';
}

function isDebianRoot(): boolean {
	return process.getuid?.() === 0 && existsSync('/etc/debian_version') && isProgram('/usr/bin/apt-get');
}

function aptInstall(...packages: string[]): boolean {
	const apt = (...args: string[]) =>
		spawnSync('apt-get', ['-q', ...args], {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		}).status === 0;
	// A failed update may still leave a usable list of packages.
	apt('update');
	return apt('install', '-y', '--no-install-recommends', ...packages);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
