using BioDL.Notebooks.Files;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace BioDL.Notebooks.Pages;

/// <summary>A Markdown cell, parsed; rendered once the headings of the whole notebook are known, since its links may point to any of them.</summary>
internal sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseTaskLists().UseDefinitionLists().UseFootnotes().UseEmphasisExtras().UseAlertBlocks().UseFigures()
        .UseAutoLinks(new AutoLinkOptions { AllowDomainWithoutPeriod = false })
        .Build();

    private readonly MarkdownDocument? document;
    private readonly string source;

    private MarkdownText(MarkdownDocument? document, string source) => (this.document, this.source) = (document, source);

    /// <summary>Parses a cell and gives its headings anchors. Text nested too deep to be parsed is kept as it is.</summary>
    public static MarkdownText Parse(string source, Headings headings)
    {
        try
        {
            var document = Markdown.Parse(source, Pipeline);
            foreach (var block in document.Descendants<HeadingBlock>())
                block.GetAttributes().Id = headings.Add(block.Level, WordsOf(block)).Id;
            return new MarkdownText(document, source);
        }
        catch (ArgumentException)
        {
            return new MarkdownText(null, source);
        }
    }

    /// <summary>Takes the title away if the cell begins with one.</summary>
    /// <returns>The title's words, or null.</returns>
    public string? TakeTitle()
    {
        if (document is not [HeadingBlock { Level: 1 } heading, ..])
            return null;
        document.RemoveAt(0);
        return WordsOf(heading);
    }

    /// <summary>The cell as safe HTML; empty when there is nothing to be seen.</summary>
    public string Render(HtmlAddresses addresses)
    {
        if (document is null)
            return $"<pre>{Html.Encode(source)}</pre>";
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new HighlightedCodeRenderer());
        renderer.Render(document);
        return HtmlFilter.Filter(writer.ToString(), addresses) ?? "";
    }

    /// <summary>The pictures that a Markdown cell carries along, by name.</summary>
    public static Dictionary<string, string> AttachmentsOf(Cell cell)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bundle) in cell.Json["attachments"] as System.Text.Json.Nodes.JsonObject ?? [])
        {
            if (Bundle.Of(bundle).FirstPicture() is { } address)
                found[name] = address;
        }
        return found;
    }

    private static string WordsOf(HeadingBlock heading)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { EnableHtmlForInline = false, EnableHtmlForBlock = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.WriteLeafInline(heading);
        return Html.Collapse(writer.ToString());
    }

    private sealed class HighlightedCodeRenderer : CodeBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock code)
        {
            if (code is not FencedCodeBlock { Info: { } info } || !CodeHighlighter.Knows(info))
            {
                base.Write(renderer, code);
                return;
            }
            renderer.EnsureLine();
            renderer.Write("<pre><code>").Write(CodeHighlighter.Highlight(code.Lines.ToString())).Write("</code></pre>");
            renderer.EnsureLine();
        }
    }
}
