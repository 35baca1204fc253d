namespace BioDL.Tests.Browser;

/// <summary>What every page of the course must keep to, looked up in a real browser.</summary>
public static class PageCheck
{
    /// <summary>Opens a page and says what is wrong with it, one sentence each; empty when all is well.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(BrowserPage page, string path)
    {
        await page.GoToAsync(path);
        var found = await page.EvaluateTextsAsync(Script);
        return [.. page.Faults, .. found];
    }

    private const string Script = """
        (() => {
          const problems = [];
          const name = node => node.tagName.toLowerCase() + (node.id && '#' + node.id)
            + (node.getAttribute('class') ?? '').split(' ').filter(Boolean).map(part => '.' + part).join('');
          const shown = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.nb-still[hidden]');
          const page = document.scrollingElement;
          const room = document.documentElement.clientWidth;
          if (page.scrollWidth > room) {
            const wide = [...document.body.querySelectorAll('*')].filter(node => node.getBoundingClientRect().right > room + 1).slice(0, 3).map(name);
            problems.push(`the page is ${page.scrollWidth} px wide in a window of ${room} px: ${wide.join(', ')}`);
          }
          for (const picture of document.querySelectorAll('.nb-main img, .nb-main svg:not(svg svg)')) {
            if (!shown(picture)) continue;
            const box = picture.getBoundingClientRect();
            const empty = picture.tagName === 'IMG' && picture.naturalWidth === 0;
            if (box.width < 1 || box.height < 1 || empty) problems.push(`a picture cannot be seen: ${name(picture)} "${picture.getAttribute('alt') ?? ''}"`);
          }
          for (const chart of document.querySelectorAll('.nb-chart')) {
            if (shown(chart) && !(chart.dataset.nbDrawn === 'yes' && chart.querySelector('.main-svg'))) problems.push(`a chart was not drawn: ${chart.id}`);
          }
          for (const link of document.querySelectorAll('a[href^="#"]')) {
            if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) problems.push(`a link leads nowhere: ${link.getAttribute('href')} "${link.textContent}"`);
          }
          const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
          for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) problems.push(`an id occurs twice: ${id}`);

          const channels = color => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
          const behind = node => {
            for (let at = node; at; at = at.parentElement) {
              const color = channels(getComputedStyle(at).backgroundColor);
              if (color.length < 4 || color[3] > 0.99) return color;
            }
            return [255, 255, 255];
          };
          const pale = new Map();
          for (const node of document.querySelectorAll('body *')) {
            if (node.closest('.nb-html, svg, .nb-live, .nb-skip, script, style') || !shown(node)) continue;
            if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
            const style = getComputedStyle(node);
            const [a, b] = [light(channels(style.color)), light(behind(node))].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) pale.set(name(node), ((a + 0.05) / (b + 0.05)).toFixed(2));
          }
          for (const [node, ratio] of pale) problems.push(`text has too little contrast (${ratio}): ${node}`);
          return problems;
        })()
        """;
}
