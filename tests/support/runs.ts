/** How often a property is tried: so often, and twenty times that in the long tests (`LONG=1`). */
export const runs = (usual: number): number => (process.env['LONG'] === '1' ? usual * 20 : usual);
