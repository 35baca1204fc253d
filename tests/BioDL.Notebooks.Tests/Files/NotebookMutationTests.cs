using System.Text;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Files;

namespace BioDL.Notebooks.Tests.Files;

/// <summary>Damaged notebooks are either read, and then every property answers, or refused as <see cref="NotebookFormatException"/>.</summary>
public sealed class NotebookMutationTests
{
    private const string Small = """
        {"cells": [{"id": "a", "cell_type": "markdown", "source": ["# T\n", "x"], "metadata": {"tags": ["setup"]}},
        {"id": "b", "cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1, "outputs":
        [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}, {"output_type": "display_data", "data": {"text/plain": "é"}, "metadata": {}}]}],
        "metadata": {"kernelspec": {"name": "biodl"}}, "nbformat": 4, "nbformat_minor": 5}
        """;

    private static readonly string[] Fragments =
        ["null", "1", "\"", "[", "]", "{", "}", ",", ":", "\\ud800", "\\u0000", "1e999", "\"id\": \"a\",", "true", "4.0", "-0", "\uFEFF", "[[[["];

    [Fact]
    public void Three_thousand_damaged_texts_give_a_notebook_or_a_format_message()
    {
        var random = new Random(20261122);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
            _ = Survives(Damage(Small, random)) ? read++ : refused++;
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused: the mutations test one side only.");
    }

    [Fact]
    public void Every_value_of_a_notebook_replaced_by_every_kind_of_value_gives_a_notebook_or_a_format_message()
    {
        string[] values = ["null", "1", "1.5", "\"x\"", "[]", "{}", "[1]", "[null]", "{\"a\": 1}", "true"];
        var places = CountValues(JsonNode.Parse(Small)!);
        var read = 0;
        for (var place = 0; place < places; place++)
            foreach (var value in values)
                read += Survives(Replaced(place, value)) ? 1 : 0;
        Assert.InRange(read, 1, (places * values.Length) - 1);
    }

    private static bool Survives(string json)
    {
        NotebookFile file;
        try
        {
            file = NotebookFile.Parse(json, "damaged");
        }
        catch (NotebookFormatException)
        {
            return false;
        }
        foreach (var cell in file.Cells)
            _ = (cell.Id, cell.Source, cell.Tags, cell.Outputs, cell.ExecutionCount, cell.Metadata);
        var written = file.ToJson();
        Assert.Equal(written, NotebookFile.Parse(written, "again").ToJson());
        return true;
    }

    private static string Damage(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 8), text.Length - at);
            _ = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
                2 => text.Insert(at, text.ToString(random.Next(text.Length - length), length)),
                _ => text.Replace(text[at], (char)random.Next(32, 127), at, 1),
            };
        }
        return text.ToString();
    }

    private static int CountValues(JsonNode? node) => 1 + Children(node).Sum(CountValues);

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value),
        JsonArray items => items,
        _ => [],
    };

    /// <summary>The small notebook with the value at a place (counted depth first) replaced.</summary>
    private static string Replaced(int place, string value)
    {
        var text = new StringBuilder();
        Append(JsonNode.Parse(Small));
        return text.ToString();

        void Append(JsonNode? node)
        {
            if (place-- == 0)
                text.Append(value);
            else if (node is JsonObject fields)
                AppendAll('{', fields.Select(field => (JsonValue.Create(field.Key).ToJsonString() + ":", field.Value)), '}');
            else if (node is JsonArray items)
                AppendAll('[', items.Select(item => ("", item)), ']');
            else
                text.Append(node?.ToJsonString() ?? "null");
        }

        void AppendAll(char open, IEnumerable<(string Label, JsonNode? Value)> parts, char close)
        {
            text.Append(open);
            foreach (var (label, part) in parts)
            {
                text.Append(text[^1] == open ? "" : ",").Append(label);
                Append(part);
            }
            text.Append(close);
        }
    }
}
