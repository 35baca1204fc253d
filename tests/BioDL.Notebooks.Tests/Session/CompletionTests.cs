using System.Diagnostics;
using BioDL.Notebooks.Session;
using BioDL.Notebooks.Session.Assistance;

namespace BioDL.Notebooks.Tests.Session;

[Collection("alone")]
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CSharpSession session;

    public CompletionTests() => session = new CSharpSession(new SessionOptions { SearchPath = [folder.Path] });

    [Theory]
    [InlineData("\"abc\".Sub|", "Substring", "function")]
    [InlineData("var a = 1;\na.ToS|", "ToString", "function")]
    [InlineData("Console.WriteL|", "WriteLine", "function")]
    [InlineData("Console.WriteL|\nvar b = 2;", "WriteLine", "function")]
    [InlineData("nuclei.Cou|\nvar b = 2;", "Count", "property")]
    [InlineData("nuclei.Wh|", "Where", "function")]
    [InlineData("nuclei.Select(n => n.Ar|", "Area", "property")]
    [InlineData("nuclei.Select(n => n.Ar|).ToList();\nvar c = 3;", "Area", "property")]
    [InlineData("nuclei?[0].Ar|", "Area", "property")]
    [InlineData("nuclei[0]?.Ar|", "Area", "property")]
    [InlineData("nuc|", "nuclei", "variable")]
    [InlineData("NUC|", "nuclei", "variable")]
    [InlineData("foreach (var one in nuclei) { on|", "one", "variable")]
    [InlineData("var z = Twi|", "Twice", "function")]
    [InlineData("Twice(|)", "factor:", "parameter")]
    [InlineData("Twice(2, fac|", "factor:", "parameter")]
    [InlineData("new Nucleus(|", "Area:", "parameter")]
    [InlineData("new Nuc|", "Nucleus", "class")]
    [InlineData("var s = new Settings { Thr|", "Threshold", "property")]
    [InlineData("var s = new Settings() with { Thr|", "Threshold", "property")]
    [InlineData("using System.Glob|", "Globalization", "module")]
    [InlineData("using Sys|", "System", "module")]
    [InlineData("System.IO.Fi|", "File", "class")]
    [InlineData("DayOfWeek.Mon|", "Monday", "enum member")]
    [InlineData("forea|", "foreach", "keyword")]
    [InlineData("var text = $\"{nuclei.Cou|}\";", "Count", "property")]
    [InlineData("int Own(int level) { return lev|", "level", "parameter")]
    public async Task What_fits_is_offered_with_its_kind(string marked, string expected, string kind)
    {
        await Declare();
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        var code = marked.Remove(cursor, 1);
        var list = await session.CompleteAsync(code, cursor);
        var match = list.Matches.FirstOrDefault(found => found.Text == expected);
        Assert.True(match is not null, $"Found: {string.Join(", ", list.Matches.Take(20).Select(found => found.Text))}");
        Assert.Equal(kind, match.Kind);
        Assert.Equal(cursor, list.End);
        Assert.StartsWith(code[list.Start..list.End], expected, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("// nuc|")]
    [InlineData("1.5|")]
    [InlineData("nosuch.|")]
    [InlineData("'a|'")]
    public async Task Nothing_is_offered_where_nothing_fits(string marked)
    {
        await Declare();
        Assert.Empty((await Complete(marked)).Matches);
    }

    [Fact]
    public async Task Members_of_values_and_of_types_are_told_apart_and_those_of_every_object_come_last()
    {
        await Declare();
        var value = (await Complete("nuclei[0].|")).Matches.Select(match => match.Text).ToList();
        Assert.Equal("Area", value[0]);
        Assert.DoesNotContain("__line", value);
        Assert.DoesNotContain("ReferenceEquals", value);
        Assert.Contains("ToString", value.TakeLast(4));
        Assert.DoesNotContain("Area", (await Complete("Nucleus.|")).Matches.Select(match => match.Text));
    }

    [Fact]
    public async Task What_the_trainee_declared_comes_first_and_no_helper_variable_is_shown()
    {
        await Declare();
        var names = (await Complete("|")).Matches.Select(match => match.Text).ToList();
        Assert.Equal(["nuclei", "Twice"], names.Where(name => name is "nuclei" or "Twice" or "Console").Take(2));
        Assert.DoesNotContain(names, name => name.StartsWith("__", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Types_and_signatures_are_told()
    {
        await Declare();
        Assert.Equal("List<Nucleus>", (await Complete("nucl|")).Matches[0].Signature);
        Assert.Equal("double Twice(double value, double factor = 2)", (await Complete("Twi|")).Matches[0].Signature);
    }

    [Fact]
    public async Task Files_are_offered_inside_of_texts()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "images"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "images", "cells_01.tif"), "");
        var path = folder.Path.Replace('\\', '/');
        Assert.Equal(new CompletionMatch("images/", "path", "folder"), Assert.Single((await Complete($"File.Open(\"{path}/im|\")")).Matches));
        var inner = await Complete($"File.Open(\"{path}/images/ce|");
        Assert.Equal(new CompletionMatch("cells_01.tif", "path", "file"), Assert.Single(inner.Matches));
        Assert.Equal(2, inner.End - inner.Start);
        Assert.Empty((await Complete("File.Open(\"/no/such/folder/|\")")).Matches);
    }

    [Fact]
    public async Task A_warm_completion_takes_less_than_150_milliseconds()
    {
        await Declare();
        string[] asked = ["nuclei.Sel|", "Con|", "|", "nuclei.Select(n => n.|)"];
        foreach (var marked in asked)
            await Complete(marked);
        foreach (var marked in asked)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 10; i++)
                await Complete(marked);
            Assert.True(clock.Elapsed.TotalMilliseconds / 10 < 150, $"{marked}: {clock.Elapsed.TotalMilliseconds / 10:0} ms");
        }
    }

    [Theory]
    [InlineData("1 + 1", "complete", "")]
    [InlineData("var x = 1;", "complete", "")]
    [InlineData("for (var i = 0; i < 3; i++)\n{", "incomplete", "    ")]
    [InlineData("Twice(\n    new[] {", "incomplete", "        ")]
    [InlineData("if (x)", "incomplete", "")]
    [InlineData("/* remark", "incomplete", "")]
    [InlineData("var = = 3;", "invalid", "")]
    [InlineData("}", "invalid", "")]
    [InlineData("", "complete", "")]
    public void Whether_code_is_complete_is_told_with_the_indentation(string code, string status, string indentation) =>
        Assert.Equal(new CodeState(status, indentation), CSharpSession.StateOf(code));

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private async Task Declare() => Assert.Null((await session.ExecuteAsync(
        """
        record Nucleus(double Area, string Name);
        record Settings { public double Threshold { get; init; } = 0.5; }
        double Twice(double value, double factor = 2) => value * factor;
        var nuclei = new List<Nucleus> { new(12.5, "a") };
        """, "cell 1")).Error);

    private Task<CompletionList> Complete(string marked)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return session.CompleteAsync(marked.Remove(cursor, 1), cursor);
    }
}
