import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

interface RowStart {
  readonly bucket?: string;
  readonly host?: string;
}

/** State of a navigation to Web App Cloud Access that opens the form of a new row. */
export const addingKeys = { addKeys: true } as const;

const startOf = (search: string, state: Partial<typeof addingKeys> | null): RowStart | undefined => {
  const asked = new URLSearchParams(search);
  const bucket = asked.get('bucket');
  if (bucket !== null) return { bucket, host: asked.get('host') ?? '' };
  return state?.addKeys && {};
};

/**
 * What a new row of Web App Cloud Access begins with, where a link says so (`?bucket=…&host=…`), or somebody asked for one from elsewhere. The address
 * forgets it: a reload opens no form.
 */
export const useRowStart = (): RowStart | undefined => {
  const { search, hash, state, key } = useLocation();
  const navigate = useNavigate();
  const [start, setStart] = useState<RowStart>();
  const [taken, setTaken] = useState('');
  const asked = startOf(search, state as Partial<typeof addingKeys> | null); // states are this page's own, and objects
  if (asked !== undefined && taken !== key) {
    setTaken(key);
    setStart(asked);
  }
  // by its key: what stood between two of them may never have been drawn
  const passing = search !== '' || asked !== undefined ? key : undefined;
  useEffect(() => {
    if (passing !== undefined) void navigate({ search: '', hash }, { replace: true });
  }, [navigate, passing, hash]);
  return start;
};
