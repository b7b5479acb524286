import type { Page } from 'playwright-core';

/**
 * What reaches over the right edge of the window. The page itself does not scroll, so looking for a scroll bar would
 * miss it. Something inside a box that scrolls sideways or cuts it off on purpose is fine, unless the box is the page.
 */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frames = new Set(document.querySelectorAll('html, body, #studio, #main'));
    const holder = (element: Element): Element | null => {
      let box = element.parentElement;
      while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement;
      return box;
    };
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || right <= innerWidth + 1) return false;
      // Boxes that scroll downwards also count as scrolling sideways; they may not.
      const box = holder(element);
      const scrolls =
        box !== null && getComputedStyle(box).overflowX === 'auto' && box.clientWidth < innerWidth;
      const cuts = box !== null && !frames.has(box) && getComputedStyle(box).overflowX === 'hidden';
      return !scrolls && !(cuts && box.getBoundingClientRect().right <= innerWidth + 1);
    });
    return wide.map((element) => element.outerHTML.slice(0, 200));
  });
}
