/** The database driver ends the process without a word on an old Node; this says why, before it is loaded. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`Node.js ${process.versions.node} では動きません。npm ci をやり直すと、同梱の Node.js 24 を使います（npm start・npm run で起動してください）。`
	);
	process.exit(1);
}

export {};
