using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Runs cells of C# script one after another; each sees what the earlier ones declared. Every cell is compiled (optimised, latest C#, with
/// debug information for line numbers) on top of the one before and loaded into a context of the session's own.
/// </summary>
public sealed class CSharpSession
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private const int StackBytes = 16 << 20;

    private readonly ReferenceResolver references;
    private readonly CellLoadContext context;
    private readonly CSharpCompilationOptions compilationOptions;
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

    /// <summary>Compiles and runs one cell. What it declared is seen by later cells, also when it threw half-way.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="name">The cell's name in error messages: "cell 3".</param>
    /// <param name="cancellation">The interrupt signal: a cell that ends by it is reported as interrupted.</param>
    public async Task<CellOutcome> ExecuteAsync(string code, string name, CancellationToken cancellation = default)
    {
        var (compilation, entry, error) = Compile(code, name);
        if (error is not null)
            return new CellOutcome(null, error);
        previous = compilation;
        if (entry is null)
            return new CellOutcome(null, null);
        if (submissions.Length < cells + 2)
            Array.Resize(ref submissions, submissions.Length * 2);
        try
        {
            return new CellOutcome(await RunOnOwnThread(entry).ConfigureAwait(false), null);
        }
        catch (Exception fault)
        {
            return new CellOutcome(null, CellErrors.Describe(fault, name, cancellation));
        }
    }

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

    private (CSharpCompilation Compilation, MethodInfo? Entry, CellError? Error) Compile(string code, string name)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path: name);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"BioDL-cell-{++cells}", tree, previous is null ? ReferenceResolver.Standard : null, compilationOptions, previous, typeof(object));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (emitted.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return (compilation, null, CellErrors.Describe(emitted.Diagnostics));
        // A cell of nothing but directives and usings holds no code: Roslyn then emits nothing, without a diagnostic.
        if (!emitted.Success || compilation.GetEntryPoint(CancellationToken.None) is not { } entry)
            return (compilation, null, null);
        assembly.Position = symbols.Position = 0;
        var type = context.LoadFromStream(assembly, symbols).GetType(entry.ContainingType.MetadataName, throwOnError: true)!;
        return (compilation, type.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), null);
    }

    /// <summary>Cells get a thread with a deep stack, so that a recursion of some thousand calls is no crash.</summary>
    private Task<object?> RunOnOwnThread(MethodInfo entry)
    {
        var run = entry.CreateDelegate<Func<object?[], Task<object?>>>();
        var completion = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    completion.SetResult(run(submissions).GetAwaiter().GetResult());
                }
                catch (Exception fault)
                {
                    completion.SetException(fault);
                }
            },
            StackBytes)
        { IsBackground = true, Name = "cell" };
        thread.Start();
        return completion.Task;
    }
}
