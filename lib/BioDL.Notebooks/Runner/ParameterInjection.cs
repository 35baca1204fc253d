using System.Text;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;

namespace BioDL.Notebooks.Runner;

/// <summary>
/// Gives a notebook its parameters in the manner of papermill: a cell tagged <c>injected-parameters</c> right after the one tagged
/// <c>parameters</c>. Unlike papermill, what the notebook does not declare, or declares otherwise, is refused before any cell runs.
/// </summary>
internal static class ParameterInjection
{
    /// <summary>Tag of the cell that the runner writes.</summary>
    public const string Tag = "injected-parameters";

    /// <summary>Writes the cell into the notebook; does nothing when there is nothing to give.</summary>
    /// <returns>The values that were given, by name, as the notebook's types see them.</returns>
    /// <exception cref="ParameterException">A parameter is unknown or ill-typed, or the notebook takes none.</exception>
    public static IReadOnlyDictionary<string, JsonNode?> Apply(NotebookFile notebook, IReadOnlyList<Parameter> parameters)
    {
        var given = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        if (parameters.Count == 0)
            return given;
        var declared = DeclaredParameter.Of(notebook) ?? throw new ParameterException(
            $"It has no cell tagged '{DeclaredParameter.Tag}', so it takes no parameters, but {Names(parameters)} was given. "
            + "Tag the cell that declares its variables, or run it without parameters.");
        var code = new StringBuilder();
        foreach (var parameter in parameters)
        {
            var target = declared.FirstOrDefault(candidate => candidate.Name == parameter.Name) ?? throw Unknown(parameter, declared);
            var (literal, value) = ParameterLiteral.Of(target, parameter);
            given[target.Name] = value;
            code.Append(target.Name).Append(" = ").Append(literal).Append(";\n");
        }
        Insert(notebook, code.ToString().TrimEnd('\n'));
        return given;
    }

    private static void Insert(NotebookFile notebook, string code)
    {
        var cells = notebook.Cells;
        if (cells.FirstOrDefault(cell => cell.HasTag(Tag)) is { } earlier)
        {
            earlier.Json["source"] = Cell.Lines(code);
            return;
        }
        var after = cells.Select((cell, index) => (cell, index)).First(pair => pair.cell.IsCode && pair.cell.HasTag(DeclaredParameter.Tag)).index;
        var id = Tag;
        while (cells.Any(cell => cell.Id == id))
            id += "-x";
        notebook.InsertCode(after + 1, id, code, Tag);
    }

    private static ParameterException Unknown(Parameter parameter, IReadOnlyList<DeclaredParameter> declared)
    {
        var hint = Spelling.Nearest(parameter.Name, declared.Select(candidate => candidate.Name)) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return new ParameterException($"It has no parameter '{parameter.Name}'.{hint} It takes: {string.Join(", ", declared)}.");
    }

    private static string Names(IReadOnlyList<Parameter> parameters) => string.Join(", ", parameters.Select(parameter => $"'{parameter.Name}'"));
}
