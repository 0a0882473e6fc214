import { addressProblemCopy } from '#lib/address-problem-copy.ts';
import type { AddressProblem } from '#lib/storage-address.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';

interface NotOpenedProps {
  readonly problem: AddressProblem;
  /** it lost its signature too */
  readonly unsigned?: boolean;
  /** opens what is left of the address without what is wrong with it */
  readonly onOpen?: () => void;
}

/** Says why an address is not opened. */
export const NotOpened = ({ problem, unsigned = false, onOpen }: NotOpenedProps) => (
  <Empty title="This address cannot be opened" action={onOpen && <Button onClick={onOpen}>Open without it</Button>}>
    {addressProblemCopy[problem]}
    {unsigned && ' Its signature was taken out as well: it would stay in the history of this browser.'}
  </Empty>
);
