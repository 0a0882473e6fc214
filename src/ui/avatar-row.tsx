import styles from './avatar-row.module.css';
import { Avatar } from './avatar.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

interface AvatarRowProps {
  readonly people: readonly { readonly id: string; readonly name: string; readonly avatar?: string | null | undefined }[];
  /** how many there are beyond `people` */
  readonly more: number;
  readonly label: string;
}

const places = 10;

/** Some of a group's people, and how many others there are: ten places, the last of which may be "+n". */
export const AvatarRow = ({ people, more, label }: AvatarRowProps) => {
  const shown = people.slice(0, more > 0 || people.length > places ? places - 1 : places);
  const rest = people.length - shown.length + more;
  return (
    <ul className={styles['row']} aria-label={label}>
      {shown.map(({ id, name, avatar }) => (
        <li key={id} title={name}>
          <Avatar name={name} src={avatar} size="s" />
          <VisuallyHidden>{name}</VisuallyHidden>
        </li>
      ))}
      {rest > 0 && (
        <li className={styles['more']}>
          <span aria-hidden="true">+{rest > 999 ? `${Math.floor(rest / 1000)}k` : rest}</span>
          <VisuallyHidden>and {rest} more</VisuallyHidden>
        </li>
      )}
    </ul>
  );
};
