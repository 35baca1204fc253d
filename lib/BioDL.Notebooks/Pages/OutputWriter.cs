using System.Text;
using System.Text.Json.Nodes;

namespace BioDL.Notebooks.Pages;

/// <summary>Writes the outputs of a code cell.</summary>
internal sealed class OutputWriter(PageContext context)
{
    private readonly BundleWriter bundles = new(context);

    /// <summary>Whether an output is an error.</summary>
    public static bool IsError(JsonObject output) => Bundle.TextOf(output["output_type"]) == "error";

    /// <summary>All outputs of a cell as HTML; empty when nothing is to be seen.</summary>
    public string Render(IReadOnlyList<JsonObject> outputs)
    {
        var html = new StringBuilder();
        for (var i = 0; i < outputs.Count; i++)
        {
            var kind = Bundle.TextOf(outputs[i]["output_type"]);
            if (kind == "stream")
                html.Append(Stream(outputs, ref i));
            else if (kind == "error")
                html.Append(Error(outputs[i]));
            else
                html.Append(bundles.Render(Bundle.Of(outputs[i]["data"])));
        }
        return html.Length == 0 ? "" : $"<div class=\"nb-outputs\">\n{html}</div>\n";
    }

    /// <summary>What went to one stream in a row is one text.</summary>
    private static string Stream(IReadOnlyList<JsonObject> outputs, ref int index)
    {
        var name = Bundle.TextOf(outputs[index]["name"]);
        var text = new StringBuilder(Bundle.TextOf(outputs[index]["text"]));
        for (; index + 1 < outputs.Count && SameStream(outputs[index + 1]); index++)
            text.Append(Bundle.TextOf(outputs[index + 1]["text"]));
        if (string.IsNullOrWhiteSpace(text.ToString()))
            return "";
        return name == "stderr"
            ? $"<div class=\"nb-stderr\"><p class=\"nb-note\">Printed as a warning</p>{TextBlock.Render(text.ToString(), "nb-text")}</div>\n"
            : TextBlock.Render(text.ToString(), "nb-text") + "\n";

        bool SameStream(JsonObject next) => Bundle.TextOf(next["output_type"]) == "stream" && Bundle.TextOf(next["name"]) == name;
    }

    private static string Error(JsonObject output)
    {
        var name = Html.Encode(TextBlock.Clean(Bundle.TextOf(output["ename"])));
        var message = Html.Encode(TextBlock.Clean(Bundle.TextOf(output["evalue"])).Trim());
        var traceback = output["traceback"] is JsonArray lines
            ? string.Join("\n", lines.Select(Bundle.TextOf))
            : Bundle.TextOf(output["traceback"]);
        var details = string.IsNullOrWhiteSpace(traceback)
            ? ""
            : $"<details><summary>Where it happened</summary>{TextBlock.Render(traceback, "nb-text")}</details>";
        return $"""
            <div class="nb-error"><p class="nb-error-name">{(name.Length == 0 ? "Error" : name)}</p><p class="nb-error-message">{message}</p>{details}</div>

            """;
    }
}
