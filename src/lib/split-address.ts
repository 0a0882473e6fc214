export interface AddressParts {
  /** without its colon, in lower case */
  readonly scheme: string;
  /** host, port and user-info, as they were written */
  readonly authority: string;
  readonly path: string;
}

/** The parts of an address with a scheme and a host, blanks at its ends left out; undefined for other text. */
export const splitAddress = (address: string): AddressParts | undefined => {
  const [, scheme, authority = '', path = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/is.exec(address.trim()) ?? [];
  return scheme === undefined ? undefined : { scheme: scheme.toLowerCase(), authority, path };
};
