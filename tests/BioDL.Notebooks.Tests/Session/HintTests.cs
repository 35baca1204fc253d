using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

public sealed class HintTests : IDisposable
{
    private readonly CSharpSession session = new(new SessionOptions());

    [Fact]
    public async Task An_error_shows_its_line_with_a_caret_below_and_says_what_to_do()
    {
        var error = await Error("var a = 1;\n    var b = nosuch + a;");
        Assert.Equal(
            """
            line 2: The name 'nosuch' does not exist in the current context (CS0103)
                var b = nosuch + a;
                        ^^^^^^
            Hint: nothing is called 'nosuch' yet. If an earlier cell declares it, run that cell first.
            """, error.Message);
        Assert.Equal(2, error.Line);
    }

    [Theory]
    [InlineData("var a = 1\nvar b = 2;", 1, "a statement ends with a semicolon: put ; at the end of line 1.")]
    [InlineData("Console.WriteLine(1)\nvar b = 2;", 1, "a statement ends with a semicolon: put ; at the end of line 1.")]
    [InlineData("console.WriteLine(1);", 1, "upper and lower case differ in C#: write Console.")]
    [InlineData("Console.Writeline(1);", 1, "upper and lower case differ in C#: write WriteLine.")]
    [InlineData("var threshold = 1;\nthreshhold + 1", 2, "did you mean 'threshold'?")]
    [InlineData("Math.Sqr(2.0)", 1, "did you mean 'Sqrt'?")]
    [InlineData("nuclei.Count", 1, "nothing is called 'nuclei' yet. If an earlier cell declares it, run that cell first.")]
    [InlineData("sigma = 1.5;", 1, "a new variable is declared with var: var sigma = 1.5.")]
    [InlineData("for (i = 0; i < 3; i++) { }", 1, "a new variable is declared with var: var i = 0.")]
    [InlineData("var clock = Stopwatch.StartNew();", 1, "it is in System.Diagnostics: put 'using System.Diagnostics;' at the top of the cell.")]
    [InlineData("var sigma = 1,5;", 1, "numbers are written with a decimal point: 1.5 instead of 1,5.")]
    [InlineData("double sigma = 0,25;", 1, "numbers are written with a decimal point: 0.25 instead of 0,25.")]
    [InlineData("double Half(double x) => x / 2;\nHalf(1,5)", 2, "numbers are written with a decimal point: 1.5 instead of 1,5.")]
    [InlineData("var x = 5;\nif (x = 5) x++;", 2, "to compare write ==, a single = assigns: x == 5.")]
    [InlineData("Console.WriteLine((1 + 2;", 1, "a ( has no ) that closes it.")]
    [InlineData("if (1 < 2) {\n    Console.WriteLine(1);", 2, "a { has no } that closes it.")]
    [InlineData("var a = new int[3;", 1, "a [ has no ] that closes it.")]
    [InlineData("var s = \"cells;\nvar t = 1;", 1, "a text has no closing quotation mark: put \" at its end, in the same line.")]
    [InlineData("int n = \"5\";", 1, "a text is not a number: int.Parse(\"5\") reads it, or leave the quotation marks out.")]
    [InlineData("var t = \"2.5\";\nMath.Sqrt(t)", 2, "a text is not a number: double.Parse(t) reads it.")]
    [InlineData("string s = 5;", 1, "a number is not a text: write $\"{5}\" or 5.ToString().")]
    [InlineData("int n = 2.7;", 1, "the digits behind the point would be lost: round with (int)Math.Round(2.7).")]
    [InlineData("float f = 2.5;", 1, "a number of type float ends with f: 2.5f.")]
    [InlineData("double Blur(double image, double sigma = 1) => sigma;\nBlur(1, sgima: 2)", 2, "did you mean 'sigma'? Its arguments are called: image, sigma.")]
    [InlineData("record Nucleus(double Area);\nvar n = Nucleus(3);", 2, "to make one write new: new Nucleus(…).")]
    [InlineData("var all = List<int>();", 1, "to make one write new: new List<int>(…).")]
    [InlineData("var names = new List<string>();\nvar a = names.ToArray;\na.Length", 3, "'a' holds a method, not the method's result: call it with parentheses, a().")]
    [InlineData("var names = new[] { 1 };\nint n = names.Max;", 2, "'names.Max' is a method: call it with parentheses, names.Max().")]
    [InlineData("int n = Task.FromResult(5);", 1, "the value is not there yet: wait for it with await, (await Task.FromResult(5)).")]
    [InlineData("Task.FromResult(\"ab\").Length", 1, "the value is not there yet: wait for it with await, (await Task.FromResult(\"ab\")).")]
    [InlineData("var names = new List<int>();\nnames.Length", 2, "write names.Count.")]
    [InlineData("print(\"cells\")", 1, "write Console.WriteLine(…) for text, or display(…) for anything that can be shown.")]
    [InlineData("var done = True;", 1, "write true, in lower case.")]
    [InlineData("var none = None;", 1, "write null.")]
    [InlineData("var s = 'cells';", 1, "texts stand in double quotation marks: \"cells\"; single ones hold one character.")]
    [InlineData("var a = 1;\nif (a > 0 and a < 3) a++;", 2, "write && for 'and'.")]
    [InlineData("var a = true;\nif (not a) a = true;", 2, "write ! for 'not': !done.")]
    [InlineData("var xs = new[] { 1 };\nlen(xs)", 2, "write xs.Length (of an array or text) or xs.Count (of a list).")]
    [InlineData("# count the cells\nvar a = 1;", 1, "a remark starts with // in C#, not with #.")]
    [InlineData("import numpy as np", 1, "C# takes in a library with 'using System.Numerics;', not with 'import'.")]
    [InlineData("var n = 3;\nvar s = f\"{n} cells\";", 2, "a text with values in it starts with $, not with f: $\"{n} cells\".")]
    [InlineData("var xs = new[] { 1 };\nfor x in xs:\n    x", 2, "write 'foreach (var x in xs) { … }'.")]
    [InlineData("var a = 1;\nif a > 0:\n    a = 2", 2, "C# puts what belongs together in braces, not behind a colon: 'if (…) { … }'.")]
    [InlineData("def twice(x):\n    return 2 * x", 1, "a method starts with the type of its result: 'double twice(double x) { return x; }', not with 'def'.")]
    public async Task What_beginners_do_wrong_most_gets_a_hint(string code, int line, string hint)
    {
        var error = await Error(code);
        Assert.Contains("\nHint: " + hint, error.Message + "\n", StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"line {line}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 5;")]
    [InlineData("class A : B { } class B : A { }")]
    [InlineData("int F() { }")]
    public async Task Where_no_hint_fits_none_is_given(string code) => Assert.DoesNotContain("Hint", (await Error(code)).Message, StringComparison.Ordinal);

    public void Dispose() => session.Dispose();

    private async Task<CellError> Error(string code) => (await session.ExecuteAsync(code, "cell 1")).Error!;
}
