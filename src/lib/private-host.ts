/** True for a name or an address that is known only on this computer or in its own network. */
export const isPrivateHost = (host: string): boolean =>
  isLoopback(host) ||
  /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[.\d]+$/.test(host) ||
  /^\[(f[cd]|fe[89ab])[0-9a-f]*:/.test(host) ||
  /\.(local|lan|internal|intranet|home|corp|home\.arpa)$/.test(host) ||
  !/[.:]/.test(host);

/** True for this computer itself. */
export const isLoopback = (host: string): boolean => /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
