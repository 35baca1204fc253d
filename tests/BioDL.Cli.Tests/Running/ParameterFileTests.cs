using System.Text;
using BioDL.Cli.Running;

namespace BioDL.Cli.Tests.Running;

public sealed class ParameterFileTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("12", "12")]
    [InlineData("-3", "-3")]
    [InlineData("+4", "4")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e-3", "0.001")]
    [InlineData("012", "12")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2026-05-01", "\"2026-05-01\"")]
    [InlineData("\"12\"", "\"12\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("'it''s'", "\"it's\"")]
    [InlineData("\"null\"", "\"null\"")]
    [InlineData("''", "\"\"")]
    [InlineData("[1, two, 3.5, null]", "[1,\"two\",3.5,null]")]
    [InlineData("[[1, 2], [3]]", "[[1,2],[3]]")]
    [InlineData("{low: 1, high: [2]}", "{\"low\":1,\"high\":[2]}")]
    public void Values_are_typed_as_the_core_schema_of_YAML_says(string yaml, string json)
    {
        var parameter = Assert.Single(ParameterFile.Parse($"value: {yaml}\n", "p.yaml"));
        Assert.Equal("value", parameter.Name);
        Assert.False(parameter.FromText);
        Assert.Equal(json, parameter.Value?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null");
    }

    [Fact]
    public void A_file_holds_several_parameters_in_its_order_with_comments_and_block_texts()
    {
        var parameters = ParameterFile.Parse("# for the workshop\nsigma: 1.5\nnote: |\n  two\n  lines\nsizes:\n  - 1\n  - 2\n", "p.yaml");
        Assert.Equal(["sigma", "note", "sizes"], parameters.Select(parameter => parameter.Name));
        Assert.Equal("two\nlines\n", parameters[1].Value!.GetValue<string>());
        Assert.Equal("[1,2]", parameters[2].Value!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void An_empty_file_sets_nothing(string yaml) => Assert.Empty(ParameterFile.Parse(yaml, "p.yaml"));

    [Theory]
    [InlineData("- 1\n- 2\n", "p.yaml, line 1: the file holds no mapping")]
    [InlineData("just a text\n", "p.yaml, line 1: the file holds no mapping")]
    [InlineData("a: 1\nb: &x 2\n", "p.yaml, line 2: the file uses an anchor (&x)")]
    [InlineData("a: *x\n", "the file uses an alias")]
    [InlineData("a: !!python/object 1\n", "the file uses a tag")]
    [InlineData("a: 1\na: 2\n", "p.yaml, line 2: the file names 'a' twice")]
    [InlineData("? [1]\n: 2\n", "a name that is not a plain word")]
    [InlineData("a: 1\n---\nb: 2\n", "a second document")]
    [InlineData("a: .inf\n", "which is not a number that a parameter can have")]
    [InlineData("a: 1e999\n", "which is not a number that a parameter can have")]
    [InlineData("a: [1, 2\n", "p.yaml is not YAML: line")]
    public void What_is_refused_is_named_with_its_line(string yaml, string message)
    {
        var error = Assert.Throws<UsageException>(() => ParameterFile.Parse(yaml, "p.yaml"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_once()
    {
        var bomb = new StringBuilder("a: &a [x, x, x]\n");
        for (var letter = 'b'; letter <= 'z'; letter++)
            bomb.Append(letter).Append(": &").Append(letter).Append(" [").AppendJoin(", ", Enumerable.Repeat("*" + (char)(letter - 1), 9)).Append("]\n");
        var error = Assert.Throws<UsageException>(() => ParameterFile.Parse(bomb.ToString(), "p.yaml"));
        Assert.Contains("uses an anchor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_at_once()
    {
        var error = Assert.Throws<UsageException>(() => ParameterFile.Parse("a: " + new string('[', 100_000), "p.yaml"));
        Assert.Contains("nested more than 16 levels deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("p.yaml", "a: " + new string('x', (int)ParameterFile.MaximumBytes));
        Assert.Contains("of up to 1,048,576 bytes", Assert.Throws<UsageException>(() => ParameterFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.yaml was not found", Assert.Throws<UsageException>(() => ParameterFile.Read("nowhere.yaml")).Message, StringComparison.Ordinal);
}
