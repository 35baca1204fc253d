using BioDL.Learning.Checking;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Tests.Checking;

public sealed class SignatureTests
{
    /// <summary>Prints, for each operator named on a line and each opset that the package knows, what it takes.</summary>
    private const string Print = """
        import onnx.defs as defs
        kinds = {'INT': 'Int64', 'FLOAT': 'Single', 'STRING': 'String', 'INTS': 'Int64[]', 'FLOATS': 'Single[]', 'STRINGS': 'String[]', 'TENSOR': 'Tensor', 'GRAPH': 'Graph'}
        for name in open('names.txt').read().split():
            for opset in range(11, min(21, defs.onnx_opset_version()) + 1):
                try:
                    schema = defs.get_schema(name, opset, '')
                except Exception:
                    continue
                if schema.deprecated:
                    continue
                attributes = sorted(f"{a.name}:{kinds[str(a.type).split('.')[-1]]}:{a.required}" for a in schema.attributes.values() if a.name != 'sparse_value')
                print(name, opset, schema.min_input, schema.max_input, schema.min_output, schema.max_output, *attributes)
        """;

    [Fact]
    public void Every_operator_that_exists_has_a_signature() => Assert.Equal([], OperatorRegistry.Names.Except(Signatures.Operators));

    [OnnxFact]
    public void The_signatures_are_those_of_the_reference_implementation()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(Path.Combine(folder.Path, "names.txt"), Signatures.Operators);
        var lines = PythonOnnx.Run(folder.Path, Print).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 500, $"only {lines.Length} signatures were compared");
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            var signature = Signatures.Of(words[0], int.Parse(words[1], null));
            Assert.Equal(line, signature is null ? $"{words[0]} has none" : Describe(words[0], words[1], signature));
        }
    }

    private static string Describe(string name, string opset, Signature signature) => string.Join(' ',
        [name, opset, signature.Inputs.Least, signature.Inputs.Most, signature.Outputs.Least, signature.Outputs.Most, .. signature.Attributes
            .Select(attribute => $"{attribute.Key}:{attribute.Value.Type.Name}:{attribute.Value.Needed}").Order(StringComparer.Ordinal)]);
}
