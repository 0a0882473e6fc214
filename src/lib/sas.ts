import { dateIn } from './date-in.ts';

/** What a shared access signature of Azure says about itself. Empty text: it does not say. */
export interface Sas {
  /** milliseconds since 1970; undefined: at once, or by a stored policy */
  readonly from: number | undefined;
  /** undefined: by a stored policy */
  readonly until: number | undefined;
  /** letters such as `rl` */
  readonly permissions: string;
  /** one thing: `b` blob, `c` container, `d` folder */
  readonly resource: string;
  /** of an account: `s` service, `c` containers, `o` objects */
  readonly types: string;
  /** of an account: `b` is Blob Storage */
  readonly services: string;
  /** `https`, or `https,http` */
  readonly protocol: string;
  /** an address or a range of them */
  readonly addresses: string;
  /** the stored policy that holds the rest */
  readonly policy: string;
}

/** Reads a SAS. Source: "Create a service SAS" and "Create an account SAS" of the Azure Storage REST API. */
export const readSas = (secret: string): Sas => {
  const fields = new URLSearchParams(secret);
  const text = (name: string): string => fields.get(name) ?? '';
  const time = (name: string): number | undefined => dateIn(text(name));
  return {
    from: time('st'),
    until: time('se'),
    permissions: text('sp'),
    resource: text('sr'),
    types: text('srt'),
    services: text('ss'),
    protocol: text('spr'),
    addresses: text('sip'),
    policy: text('si'),
  };
};
