/** The label of a key; undefined where it has none, or one of nothing but spaces. */
export const labelOf = ({ label }: { readonly label?: string | undefined }): string | undefined =>
  label === undefined || label.trim() === '' ? undefined : label;

/** What a key is called wherever it is named: its label, else the key itself. */
export const keyName = (credential: { readonly label?: string | undefined; readonly access_key: string }): string =>
  labelOf(credential) ?? credential.access_key;
