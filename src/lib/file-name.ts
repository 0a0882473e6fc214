/** A name as part of a file's name, which no system refuses and none takes for a path: letters, digits and single hyphens. */
export const inFileName = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 60) || 'workspace';
