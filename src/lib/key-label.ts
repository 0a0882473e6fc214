/** The label of a key; undefined where it has none, or one of nothing but spaces. */
export const labelOf = ({ label }: { readonly label?: string | undefined }): string | undefined =>
  label === undefined || label.trim() === '' ? undefined : label;
