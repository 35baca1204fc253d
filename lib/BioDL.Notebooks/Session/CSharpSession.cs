using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Runs cells of C# script one after another; each sees what the earlier ones declared. Every cell is compiled (optimised, latest C#, with
/// debug information for line numbers) on top of the one before and loaded into a context of the session's own.
/// </summary>
public sealed partial class CSharpSession : IDisposable
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly EmitOptions Emitting = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        // Loops look for the interrupt signal on every thread; endless recursion becomes an exception instead of the end of the process.
        instrumentationKinds: [InstrumentationKind.ModuleCancellation, InstrumentationKind.StackOverflowProbing]);

    private readonly ReferenceResolver references;
    private readonly CellLoadContext context;
    private readonly CSharpCompilationOptions compilationOptions;
    private readonly List<CellProgram> programs = [];
    private CancellationTokenSource interrupt = new();
    private CSharpCompilation? previous;
    private object?[] submissions = new object?[64];
    private int cells;

    /// <summary>A session in which nothing is declared yet.</summary>
    public CSharpSession(SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        references = new ReferenceResolver(options.SearchPath);
        context = new CellLoadContext(references);
        compilationOptions = OptionsFor(options.Imports, references);
    }

    /// <summary>The interrupt signal of the cell that runs now.</summary>
    public CancellationToken Cancellation => interrupt.Token;

    /// <summary>Compiles and runs one cell. What it declared is seen by later cells, also when it threw half-way.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="name">The cell's name in error messages: "cell 3".</param>
    /// <param name="cancellation">Interrupts the cell, as <see cref="Interrupt"/> does.</param>
    public async Task<CellOutcome> ExecuteAsync(string code, string name, CancellationToken cancellation = default)
    {
        Rearm();
        IsRunning = false;
        using var passOn = cancellation.UnsafeRegister(static state => ((CSharpSession)state!).Interrupt(), this);
        CellProgram? program = null;
        var busyBefore = BackgroundWork.BusyThreads;
        try
        {
            (program, var error) = await Task.Run(() => Compile(code, name), CancellationToken.None).ConfigureAwait(false);
            if (program is null)
                return new CellOutcome(null, error);
            return await RunAsync(program, code, name, Math.Min(busyBefore, BackgroundWork.BusyThreads)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return new CellOutcome(null, CellErrors.Describe(fault, name, program?.Line, Cancellation));
        }
    }

    /// <summary>Makes the compiler ready while nobody waits for it: the first cell of a process takes many times as long as later ones.</summary>
    public static async Task WarmUpAsync()
    {
        using var session = new CSharpSession(new SessionOptions());
        await session.ExecuteAsync("var warm = Enumerable.Range(0, 3).Select(i => i + 1);\nwarm.Sum()", "cell 0").ConfigureAwait(false);
        await session.CompleteAsync("warm.", 5).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => interrupt.Dispose();

    internal static CSharpCompilationOptions OptionsFor(IEnumerable<string> imports, MetadataReferenceResolver resolver) =>
        new(OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: "Cell",
            usings: imports,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            metadataReferenceResolver: resolver,
            sourceReferenceResolver: ScriptFileResolver.None,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            nullableContextOptions: NullableContextOptions.Annotations);

    private (CellProgram? Program, CellError? Error) Compile(string code, string name)
    {
        var tree = Parse(code, name);
        var tracked = CellInstruments.Into((CompilationUnitSyntax)tree.GetRoot());
        cells++;
        var compilation = CompilationOf(tracked is null ? tree : Parse(tracked, name));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: Emitting, cancellationToken: Cancellation);
        if (emitted.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return (null, DescribeErrors(tree, emitted.Diagnostics));
        previous = compilation;
        // A cell of nothing but directives and usings holds no code: Roslyn then emits nothing, without a diagnostic.
        if (!emitted.Success || compilation.GetEntryPoint(CancellationToken.None) is not { } entry)
            return (null, null);
        assembly.Position = symbols.Position = 0;
        var program = new CellProgram(context.LoadFromStream(assembly, symbols), entry.ContainingType.MetadataName, entry.MetadataName);
        program.StopAt(Cancellation);
        programs.Add(program);
        return (program, null);
    }

    private CellError DescribeErrors(SyntaxTree tree, IEnumerable<Diagnostic> found)
    {
        // The trainee's own text is asked once more, so that columns are those that the trainee sees.
        var compilation = CompilationOf(tree);
        var diagnostics = compilation.GetDiagnostics(Cancellation);
        return CellErrors.Describe(diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? diagnostics : found, compilation);
    }

    private static SyntaxTree Parse(string code, string name) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path: name);

    private CSharpCompilation CompilationOf(SyntaxTree tree) => CSharpCompilation.CreateScriptCompilation(
        $"BioDL-cell-{cells}", tree, previous is null ? ReferenceResolver.Standard : null, compilationOptions, previous, typeof(object));
}
