import { useState } from 'react';
import { Disclosure } from '#ui/disclosure.tsx';
import { KeyLoginForm } from './key-login-form.tsx';
import { LoginForm, type LoginFormProps } from './login-form.tsx';
import { loginWayOf } from './login-way.ts';
import { NameLoginForm } from './name-login-form.tsx';
import { SignOnNotice } from './sign-on-notice.tsx';

/** Log-in in the way that the server asks for; in front of a ClearML Server an access key opens the page as well. */
export const LogIn = (props: LoginFormProps) => {
  const { modes, configuration, onLoggedIn, again } = props;
  const way = loginWayOf(modes);
  const [byKey, setByKey] = useState(way === 'sso');
  return (
    <>
      {way === 'password' && <LoginForm {...props} />}
      {way === 'name' && <NameLoginForm configuration={configuration} onLoggedIn={onLoggedIn} again={again} />}
      {way === 'sso' && <SignOnNotice modes={modes} configuration={configuration} />}
      {configuration.deployment === 'connected' && (
        <Disclosure summary="Log in with an access key" open={byKey} onToggle={setByKey}>
          <KeyLoginForm onLoggedIn={onLoggedIn} again={again} />
        </Disclosure>
      )}
    </>
  );
};
