// Theme and scale before the first paint, and a word where there is no second. A classic script and a file of its own, so that it runs at once and the CSP stays strict.
// The rule of the scale is src/lib/hidpi.ts; tests/unit/hidpi.test.ts runs both over the same displays.
(() => {
  const root = document.documentElement;
  let disabled = null;
  let chosen = null;
  let theme = null;
  try {
    disabled = localStorage.getItem('disableHidpi');
    chosen = localStorage.getItem('hidpiScale');
    theme = localStorage.getItem('theme');
  } catch {
    // storage is off: the defaults hold
  }
  if (root.dataset.theme === 'system' && (theme === 'light' || theme === 'dark')) root.dataset.theme = theme;
  const zoomed = outerWidth > 0 && Math.abs(outerWidth / innerWidth - 1) > 0.05;
  let scale = 100;
  if (disabled !== 'true') {
    if (/^\d+$/.test(chosen) && chosen % 5 === 0 && chosen >= 80 && chosen <= 150) scale = Number(chosen);
    else if (
      matchMedia('(pointer: fine)').matches &&
      devicePixelRatio > 1 &&
      innerWidth >= 1024 &&
      !zoomed &&
      typeof mozInnerScreenX !== 'number'
    )
      scale = Math.min(100, Math.max(80, Math.round((Math.min(screen.width, screen.height) / 1080) * 20) * 5));
  }
  if (scale !== 100) root.style.fontSize = scale + '%';
  // The first date or number that a browser writes takes a slow one a tenth of a second more: it has that while the page's own script is on its way.
  requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat()));
  // Without the page's own script, or where that fails, what stands there in its place would stand for ever. Scripts of others may fail as they like.
  const say = ({ target, filename = '' }) => {
    const ours = target === window ? filename.includes('/assets/') : target.localName === 'script' && target.type === 'module';
    const frame = document.querySelector('#root > .frame, #root > .profile-frame');
    if (!ours || frame === null) return;
    const said = document.createElement('div');
    said.className = 'frame';
    said.role = 'alert';
    said.innerHTML = '<p>ClearML Profile did not load. <a href="">Try again</a></p>';
    frame.replaceWith(said);
  };
  addEventListener('error', say, true);
})();
