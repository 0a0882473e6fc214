/** Hands a text to the browser as a download. */
export const saveFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken the content by its next task; the address would keep it in memory
  setTimeout(() => URL.revokeObjectURL(url));
};
