using System.Text.Json.Nodes;
using BioDL.Notebooks.Files;

namespace BioDL.Notebooks.Tests.Files;

public sealed class NotebookFileTests
{
    private const string Small = """
        {"zebra": 1, "cells": [
          {"id": "one", "source": ["a\n", "b"], "cell_type": "markdown", "attachments": {"p.png": {}}, "metadata": {"z": 1, "a": 2}},
          {"source": "1 + 1", "metadata": {"tags": ["check"]}, "cell_type": "code", "id": "two", "outputs": [], "execution_count": 3}],
         "metadata": {"custom": {"b": [1, 2.50, null], "a": true}}, "nbformat_minor": 5, "nbformat": 4, "tail": null}
        """;

    [Fact]
    public void Unknown_fields_survive_reading_and_writing_in_their_order()
    {
        var written = NotebookFile.Parse(Small, "small").ToJson();
        Assert.Equal(JsonNode.Parse(Small)!.ToJsonString(), JsonNode.Parse(written)!.ToJsonString());
        Assert.EndsWith("}\n", written, StringComparison.Ordinal);
        Assert.StartsWith("{\n \"zebra\": 1,\n \"cells\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_reads_alike_from_a_list_of_lines_and_from_one_text()
    {
        var cells = NotebookFile.Parse(Small, "small").Cells;
        Assert.Equal("a\nb", cells[0].Source);
        Assert.Equal("1 + 1", cells[1].Source);
        Assert.True(cells[0].IsMarkdown && cells[1].IsCode && cells[1].HasTag("check"));
    }

    [Fact]
    public void Notebooks_of_format_4_4_get_ids_and_are_written_as_4_5()
    {
        var file = NotebookFile.Parse("""
            {"nbformat": 4, "nbformat_minor": 4, "cells": [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "source": []}]}
            """, "old");
        Assert.Equal(["cell-1", "cell-2"], file.Cells.Select(cell => cell.Id));
        Assert.Equal(5, JsonNode.Parse(file.ToJson())!["nbformat_minor"]!.GetValue<int>());
        Assert.Empty(file.Cells[1].Outputs);
        Assert.Null(file.Cells[1].ExecutionCount);
    }

    [Fact]
    public void An_id_that_occurs_twice_or_is_no_id_is_replaced_and_the_first_bearer_keeps_it()
    {
        var file = NotebookFile.Parse("""
            {"nbformat": 4, "cells": [
              {"cell_type": "raw", "source": "", "id": "same"}, {"cell_type": "raw", "source": "", "id": "same"},
              {"cell_type": "raw", "source": "", "id": "two words"}, {"cell_type": "raw", "source": "", "id": 7},
              {"cell_type": "raw", "source": "", "id": "cell-6"}, {"cell_type": "raw", "source": ""}]}
            """, "twice");
        Assert.Equal(["same", "cell-2", "cell-3", "cell-4", "cell-6", "cell-6-x"], file.Cells.Select(cell => cell.Id));
    }

    [Theory]
    [InlineData("{\"cells\": [", "lesson is not a notebook: it is not JSON (line 1, byte 12).")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "names a field twice")]
    [InlineData("[]", "its JSON is a list, and a notebook is an object with 'cells'.")]
    [InlineData("null", "its JSON is missing, and a notebook is an object with 'cells'.")]
    [InlineData("{\"nbformat\": 4}", "'cells' is missing, and a list was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": {}}", "'cells' is an object, and a list was expected.")]
    [InlineData("{\"nbformat\": 3, \"cells\": []}", "is a notebook of format 3; format 4 is read. Convert it with 'jupyter nbconvert --to notebook'.")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "'nbformat' is \"4\", and a whole number was expected.")]
    [InlineData("{\"nbformat\": 4, \"metadata\": 1, \"cells\": []}", "lesson: 'metadata' is 1, and an object was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "lesson: cell 1 is 1, and an object was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{}]}", "lesson: cell 1 has 'cell_type' missing; 'code', 'markdown' or 'raw' was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "cell 1: 'source' is missing, and a text or a list of texts was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [1]}]}", "cell 1: 'outputs' must be a list of objects.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {\"tags\": \"x\"}}]}", "cell 1: 'tags' is \"x\", and a list of texts was expected.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", "lesson is not a notebook: a text in it is no valid Unicode")]
    public void What_is_no_notebook_is_refused_with_what_was_found_and_expected(string json, string message)
    {
        var fault = Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse(json, "lesson"));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_with_what_to_do()
    {
        var fault = Assert.Throws<NotebookFormatException>(() => NotebookFile.Read("/no/such/lesson.ipynb"));
        Assert.Equal("/no/such/lesson.ipynb was not found. Check the path, or list the notebooks with 'biodl run --list'.", fault.Message);
    }

    [Fact]
    public void Writing_replaces_the_file_whole_and_leaves_nothing_else_behind()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "small.ipynb");
        File.WriteAllText(path, "an older, longer content");
        NotebookFile.Parse(Small, "small").Write(path);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal("small", NotebookFile.Read(path).Name);
        Assert.Equal("a\nb", NotebookFile.Read(path).Cells[0].Source);
    }

    [Fact]
    public void A_write_that_fails_leaves_no_half_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "taken.ipynb");
        Directory.CreateDirectory(Path.Combine(path, "inside"));
        Assert.ThrowsAny<Exception>(() => NotebookFile.Parse(Small, "small").Write(path));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Line_separators_deep_nesting_and_pictographs_survive_a_round_trip()
    {
        var file = NotebookFile.Parse(Small, "small");
        var deep = Enumerable.Range(0, 100).Aggregate(new JsonArray(), (inner, _) => new JsonArray(inner));
        var text = "a\u2028b\u2029c\u0085d\fe\r\nf 🔬 \u001b[0m <b> é";
        file.Cells[1].AddOutput(new JsonObject { ["text"] = text, ["deep"] = deep });
        var output = NotebookFile.Parse(file.ToJson(), "again").Cells[1].Outputs.Single();
        Assert.Equal(text, output["text"]!.GetValue<string>());
        Assert.Equal(file.ToJson(), NotebookFile.Parse(file.ToJson(), "again").ToJson());
    }

    [Fact]
    public void A_copy_and_its_original_change_apart()
    {
        var file = NotebookFile.Parse(Small, "small");
        var copy = file.Copy();
        copy.InsertCode(1, "made", "int x = 1;\nint y = 2;", "injected-parameters");
        copy.Cells[2].ClearOutputs();
        Assert.Equal(["one", "made", "two"], copy.Cells.Select(cell => cell.Id));
        Assert.Equal("int x = 1;\nint y = 2;", copy.Cells[1].Source);
        Assert.Equal(2, file.Cells.Count);
        Assert.Equal(3, file.Cells[1].ExecutionCount);
    }
}
