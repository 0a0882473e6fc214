import manifest from '../../package.json' with { type: 'json' };

/** The newest ClearML API that this server speaks: what a call without a version asks for, and what tokens promise the SDK. */
export const apiVersion = '2.31';

/** The ClearML Server release of that API, as the SDK expects it in tokens and in `server.info`. */
export const serverVersion = '2.0.0';

/** The build of that release. */
export const serverBuild = '613';

/** Version of this program. */
export const version: string = manifest.version;
