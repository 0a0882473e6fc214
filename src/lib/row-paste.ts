import { readHocon } from './hocon.ts';
import { nothingPasted, pasteLimits, pastedRow, type Pasted } from './pasted-row.ts';
import { readAddress } from './row-paste-address.ts';
import { readAwsProfiles, readVariables } from './row-paste-aws.ts';
import { readConnectionString } from './row-paste-azure.ts';
import { readConf } from './row-paste-conf.ts';

/**
 * Finds rows in a text that somebody pasted: an address, a SAS, an Azure connection string, AWS profiles, settings of the environment,
 * a part of `clearml.conf`. Never throws; the work grows with the length of the text alone.
 */
export const readPaste = (text: string): Pasted => {
  if (text.length > pasteLimits.text) return { rows: [], notes: [{ what: 'too_long', name: '' }] };
  const trimmed = text.trim();
  const { rows, notes } =
    readAddress(trimmed) ??
    readVariables(trimmed) ??
    readConnectionString(trimmed) ??
    readAwsProfiles(trimmed) ??
    readSas(trimmed) ??
    readConf(readHocon(trimmed));
  if (rows.length <= pasteLimits.rows) return { rows, notes };
  return { rows: rows.slice(0, pasteLimits.rows), notes: [...notes, { what: 'too_many', name: '' }] };
};

/** A SAS without its address. */
const readSas = (text: string): Pasted | undefined => {
  if (!/^\??[a-z]+=/i.test(text) || /\s/.test(text)) return undefined;
  const sas = text.replace(/^\?/, '');
  const parameters = new URLSearchParams(sas);
  if (!parameters.has('sig') || !parameters.has('sv')) return undefined;
  return { ...nothingPasted, rows: pastedRow({ secret: sas }) };
};

/**
 * True for a text that is more than the value of one field: pasted into one it is better read. `host` is a field that takes an origin.
 */
export const isMoreThanAField = (text: string, field: string): boolean => {
  const trimmed = text.trim();
  if (/[\r\n]/.test(trimmed)) return true;
  if (/^(?:AccountName|BlobEndpoint|SharedAccessSignature|DefaultEndpointsProtocol)=/i.test(trimmed)) return true;
  const address = /^(?:https?|s3|gs|azure):\/\/[^/?#]+([/?#]?.?)/i.exec(trimmed);
  if (address === null) return false;
  return field !== 'host' || (address[1]?.length ?? 0) > 1 || !/^http/i.test(trimmed);
};
