import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ComponentProps } from 'react';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

/** A field for a password or a key, with a button that shows what is in it. */
export const SecretField = (field: Omit<ComponentProps<typeof TextField>, 'id' | 'type' | 'end'>) => {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      id={id}
      type={shown ? 'text' : 'password'}
      end={
        // without the field's label in it, by which the field is found
        <IconButton
          label={shown ? 'Hide characters' : 'Show characters'}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
};
