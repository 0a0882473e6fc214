/** Whether these are the long tests. */
export const isLong = process.env['LONG'] === '1';

/** How often a property is tried: so often, and twenty times that in the long tests (`LONG=1`). */
export const runs = (usual: number): number => (isLong ? usual * 20 : usual);
