import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** What a new row of Web App Cloud Access begins with, where a link says so (`?bucket=…&host=…`). The address forgets it: a reload opens no form. */
export const useRowStart = (): { readonly bucket: string; readonly host: string } | undefined => {
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  const [start] = useState(() => {
    const asked = new URLSearchParams(search);
    const bucket = asked.get('bucket');
    return bucket === null ? undefined : { bucket, host: asked.get('host') ?? '' };
  });
  useEffect(() => {
    if (search !== '') void navigate({ search: '', hash }, { replace: true });
  }, [navigate, search, hash]);
  return start;
};
