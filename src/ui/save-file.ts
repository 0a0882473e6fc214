/** Hands a text, or what was read, to the browser as a download. */
export const saveFile = (name: string, content: string | Blob): void => {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: 'text/plain;charset=utf-8' }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken the content by its next task; the address would keep it in memory
  setTimeout(() => URL.revokeObjectURL(url));
};
