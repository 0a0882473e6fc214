import { useQuery } from '@tanstack/react-query';
import { version } from '../../../package.json';
import { serverQuery } from '../queries.ts';
import styles from './shell.module.css';

/** Which versions are at work, for whoever reports a defect. */
export const Footer = () => {
  const { data } = useQuery(serverQuery);
  const parts = [
    `WebApp: ${version}`,
    data && `Server: ${[data.version, data.build].filter((part) => part !== undefined && part !== '').join('-')}`,
    data?.api_version !== undefined && `API: ${data.api_version}`,
  ];
  return <footer className={styles['footer']}>{parts.filter((part) => typeof part === 'string').join(' • ')}</footer>;
};
