using System.Text.Json.Nodes;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Tests.Runner;

public sealed class ParameterTests : IDisposable
{
    private const string Declaration =
        "[parameters]var data = \"auto\"; int seed = 1; bool quick = false; string? note = null; double[] sizes = { 1, 2 }; int? limit = null;\n"
        + "List<string> names = new() { \"a\" }; long big = 1; DateTime day = default;";

    private readonly Notebooks notebooks = new();

    [Theory]
    [InlineData("seed", "7", "seed", "7")]
    [InlineData("seed", "-7", "seed", "-7")]
    [InlineData("quick", "true", "quick", "True")]
    [InlineData("data", "real", "data", "real")]
    [InlineData("data", "null", "data", "null")]
    [InlineData("data", "say \"hi\" \\ {x} µ", "data", "say \"hi\" \\ {x} µ")]
    [InlineData("note", "null", "note is null", "True")]
    [InlineData("limit", "null", "limit is null", "True")]
    [InlineData("limit", "5", "limit + 1", "6")]
    [InlineData("sizes", "[1.5, 2e3]", "sizes.Sum()", "2001.5")]
    [InlineData("sizes", "1.5,2", "sizes.Sum()", "3.5")]
    [InlineData("sizes", "[]", "sizes.Length", "0")]
    [InlineData("names", "[\"a, b\", \"c\\\"d\"]", "string.Join(\"|\", names)", "a, b|c\"d")]
    [InlineData("big", "9000000000", "big", "9000000000")]
    public async Task A_value_typed_on_the_command_line_is_read_as_the_declared_type(string name, string text, string expression, string shown)
    {
        notebooks.Add("takes", Declaration, expression);
        var run = await notebooks.Run("takes", options => options with { Parameters = [new Parameter(name, text, FromText: true)] });
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Message));
        Assert.Equal(shown, notebooks.Outputs("takes", 2));
        Assert.Equal([ParameterInjection.Tag], notebooks.Executed("takes").Cells[1].Tags);
        Assert.Equal([name], run.Parameters.Keys);
    }

    [Theory]
    [InlineData("seed", "abc", "Its parameter 'seed' is declared as int, and 'abc' is not a whole number.")]
    [InlineData("seed", "1.5", "Its parameter 'seed' is declared as int, and '1.5' is not a whole number.")]
    [InlineData("seed", "3000000000", "Its parameter 'seed' is declared as int, and '3000000000' lies outside of -2147483648 to 2147483647.")]
    [InlineData("seed", "null", "Its parameter 'seed' is declared as int, and 'null' cannot be null there.")]
    [InlineData("quick", "maybe", "Its parameter 'quick' is declared as bool, and 'maybe' is neither true nor false.")]
    [InlineData("sizes", "[1, \"two\"]", "Its parameter 'sizes' is declared as double[], and '[1, \"two\"]' is not a number.")]
    [InlineData("sizes", "[1, 2", "Its parameter 'sizes' is declared as double[], and '[1, 2' is not a list such as [1, 2] or [\"a\", \"b\"].")]
    [InlineData("day", "2026-01-01", "Its parameter 'day' is declared as DateTime, and '2026-01-01' cannot be given to a DateTime from outside; use text, numbers, true/false or lists of them.")]
    public async Task A_value_that_does_not_fit_is_refused_before_any_cell_runs(string name, string text, string message)
    {
        notebooks.Add("takes", Declaration, "1");
        var run = await notebooks.Run("takes", options => options with { Parameters = [new Parameter(name, text, FromText: true)] });
        Assert.Equal((RunStatus.Refused, message), (run.Status, run.Message));
        Assert.Empty(run.Cells);
    }

    [Fact]
    public async Task Values_of_a_file_keep_their_own_types()
    {
        notebooks.Add("takes", Declaration, "$\"{seed} {note} {string.Join('|', names)} {limit is null}\"");
        var run = await notebooks.Run("takes", options => options with
        {
            Parameters =
            [
                new Parameter("seed", 12, FromText: false), new Parameter("note", "12", FromText: false), new Parameter("limit", null, FromText: false),
                new Parameter("names", new JsonArray("x", "it's \"y\""), FromText: false),
            ],
        });
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Message));
        Assert.Equal("12 12 x|it's \"y\" True", notebooks.Outputs("takes", 2));
    }

    [Fact]
    public async Task A_number_in_a_file_is_no_text()
    {
        notebooks.Add("takes", Declaration);
        var run = await notebooks.Run("takes", options => options with { Parameters = [new Parameter("data", 12, FromText: false)] });
        Assert.Equal("Its parameter 'data' is declared as string, and '12' is not a text; put it in quotes.", run.Message);
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused_with_the_list_of_those_that_exist_and_the_nearest()
    {
        notebooks.Add("takes", "[parameters]int seed = 1; var data = \"auto\";");
        var run = await notebooks.Run("takes", options => options with { Parameters = [new Parameter("sede", "1", FromText: true)] });
        Assert.Equal("It has no parameter 'sede'. Did you mean 'seed'? It takes: seed (int, 1), data (string, \"auto\").", run.Message);
    }

    [Fact]
    public async Task A_notebook_without_a_parameters_cell_takes_none()
    {
        notebooks.Add("plain", "int seed = 1;");
        var run = await notebooks.Run("plain", options => options with { Parameters = [new Parameter("seed", "1", FromText: true)] });
        Assert.StartsWith("It has no cell tagged 'parameters', so it takes no parameters, but 'seed' was given.", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executed_notebook_can_be_run_again_with_other_values()
    {
        notebooks.Add("takes", "[parameters]int seed = 1;", "seed");
        await notebooks.Run("takes", options => options with { Parameters = [new Parameter("seed", "2", FromText: true)] });
        File.Copy(Path.Combine(notebooks.Output, "takes.ipynb"), Path.Combine(notebooks.Folder, "again.ipynb"));
        await notebooks.Run("again", options => options with { Parameters = [new Parameter("seed", "3", FromText: true)] });
        Assert.Equal("3", notebooks.Outputs("again", 2));
        Assert.Equal(3, notebooks.Executed("again").Cells.Count);
    }

    public void Dispose() => notebooks.Dispose();
}
