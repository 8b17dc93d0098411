interface LinkHooks {
	/** The stream's address. */
	readonly address: string;
	/** The change counter that the shown screen was read at; null where no screen is shown. */
	readonly counter: () => number | null;
	/** Fetches the shown screen again. */
	readonly refresh: () => Promise<void>;
	/** The moment on the server's clock, in milliseconds. */
	readonly now: () => number;
}

/** Nothing heard for this long is a lost connection: the server speaks every 15 seconds. */
const SILENCE_MS = 40_000;
const MOST_REFRESHES = 3;
const ANNOUNCED_MS = 5_000;

/** How long to wait before the nth attempt to connect again: 1, 2, 4 … 30 seconds. */
function waitBefore(attempt: number): number {
	return Math.min(30_000, 1000 * 2 ** attempt);
}

/** Keeps the shown screen up to date. A lost connection keeps what is shown and says since when. */
export class LiveLink {
	/** Since when nothing was heard, on the server's clock; null while connected. */
	lostSince = $state<number | null>(null);
	signedOut = $state(false);
	/** For the polite live region. */
	announcement = $state('');

	readonly #hooks: LinkHooks;
	#source: EventSource | null = null;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#attempt = 0;
	#latest: number | null = null;
	#isRefreshing = false;
	#isOpen = false;

	constructor(hooks: LinkHooks) {
		this.#hooks = hooks;
	}

	/** Connects and stays connected until the returned function is called. */
	open(): () => void {
		this.#isOpen = true;
		this.#connect();
		const again = () => this.#retryNow();
		const lost = () => this.#lose();
		addEventListener('online', again);
		addEventListener('offline', lost);
		return () => {
			this.#isOpen = false;
			removeEventListener('online', again);
			removeEventListener('offline', lost);
			this.#disconnect();
			clearTimeout(this.#retry);
		};
	}

	/** Something else could not be fetched: looks at the connection anew. */
	check(): void {
		this.#lose();
		this.#retryNow();
	}

	/** What the server would answer now: 200, 401, 403 …; null for nothing. */
	async probe(): Promise<number | null> {
		try {
			return (await fetch(this.#hooks.address, { method: 'HEAD', cache: 'no-store' })).status;
		} catch {
			return null;
		}
	}

	#connect(): void {
		this.#disconnect();
		const source = new EventSource(this.#hooks.address);
		source.addEventListener('version', ({ data }) => this.#hear(Number(data)));
		// Its own reconnecting would never tell why: refused, signed out and gone look the same to a page.
		source.addEventListener('error', () => this.#lose());
		this.#source = source;
		this.#watch();
	}

	#disconnect(): void {
		this.#source?.close();
		this.#source = null;
		clearTimeout(this.#silence);
	}

	#watch(): void {
		clearTimeout(this.#silence);
		this.#silence = setTimeout(() => this.#lose(), SILENCE_MS);
	}

	#hear(version: number): void {
		this.lostSince = null;
		this.signedOut = false;
		this.#attempt = 0;
		this.#latest = version;
		this.#watch();
		void this.#catchUp();
	}

	#lose(): void {
		if (!this.#isOpen) return;
		this.#disconnect();
		this.lostSince ??= this.#hooks.now();
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => void this.#reconnect(), waitBefore(this.#attempt++));
	}

	#retryNow(): void {
		if (this.#source !== null) return;
		clearTimeout(this.#retry);
		void this.#reconnect();
	}

	async #reconnect(): Promise<void> {
		const status = await this.probe();
		if (!this.#isOpen) return;
		this.signedOut = status === 401 || status === 403;
		if (status === 200) this.#connect();
		else this.#lose();
	}

	/** Fetches until the screen is as new as the last version heard of. */
	async #catchUp(): Promise<void> {
		if (this.#isRefreshing) return;
		this.#isRefreshing = true;
		try {
			for (let times = 0; times < MOST_REFRESHES && this.#isBehind(); times++) {
				// Fetching from a server that has gone would end in an error page.
				if ((await this.probe()) !== 200) return this.#lose();
				await this.#hooks.refresh();
				this.#announce();
			}
		} finally {
			this.#isRefreshing = false;
		}
	}

	#isBehind(): boolean {
		return this.#isOpen && this.#latest !== null && this.#hooks.counter() !== this.#latest;
	}

	#announce(): void {
		this.announcement = '更新しました';
		setTimeout(() => (this.announcement = ''), ANNOUNCED_MS);
	}
}
