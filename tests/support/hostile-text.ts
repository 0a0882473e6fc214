import fc from 'fast-check';

/** Texts that try to leave a comment, or to be more than one, among any others. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '\u0085',
        '\v',
        '\0',
        '  ',
        '\t',
        '}',
        '{',
        '"',
        "'",
        '#',
        '\\',
        '$',
        '${x}',
        '${{ secrets.X }}',
        '{{ .Values }}',
        '`touch x`',
        '$(touch x)',
        '*/',
        '---',
        ': &a *b',
        'api_server: http://evil',
        'export CLEARML_API_HOST=http://evil',
        '%env A=b',
        '\u202e',
        '\u200f',
        '\ufeff',
        '\ud800',
        '👩‍🔬',
        'ü',
      ),
    )
    .map((parts) => parts.join('')),
);

/** Labels that once did harm. */
export const knownHarm = ['x\n  api_server: http://evil', 'a\r}', 'x"\n}\n', "Ada's `id` $(id)", ' ', '\u2028%env A=b', '# \ud800'];
