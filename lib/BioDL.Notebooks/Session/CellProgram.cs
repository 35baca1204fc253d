using System.Reflection;

namespace BioDL.Notebooks.Session;

/// <summary>A compiled cell that is loaded and can run.</summary>
internal sealed class CellProgram
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Func<object?[], Task<object?>> entry;
    private readonly FieldInfo? line;
    private readonly FieldInfo[] tokens;

    public CellProgram(Assembly assembly, string typeName, string methodName)
    {
        var type = assembly.GetType(typeName, throwOnError: true)!;
        entry = type.GetMethod(methodName, Static)!.CreateDelegate<Func<object?[], Task<object?>>>();
        // To read a field of a type whose own initialiser hangs would hang, too.
        line = type.TypeInitializer is null ? type.GetField(CellInstruments.Line, Static) : null;
        var compilers = assembly.GetTypes().Where(found => found.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal));
        tokens = [.. compilers.Select(found => found.GetField("ModuleCancellationToken", Static)).Append(type.GetField(CellInstruments.Token, Static)).OfType<FieldInfo>()];
    }

    /// <summary>The line of the top-level statement that runs or ran last; null when the cell keeps no account or when that cannot be read now.</summary>
    public int? Line => line?.GetValue(null) is int and > 0 and var found ? found : null;

    /// <summary>Makes every loop and method of the cell stop when the token is cancelled, on whatever thread it runs.</summary>
    public void StopAt(CancellationToken cancellation) => Array.ForEach(tokens, token => token.SetValue(null, cancellation));

    public Task<object?> Run(object?[] submissions) => entry(submissions);
}
