namespace BioDL.Learning.Operators.Elementwise;

/// <summary>Computes each element of its output from the same element of its input.</summary>
internal sealed class UnaryOperator(params ElementMap[] maps) : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        var source = call.Input(0);
        ElementMap.For(maps, source).Run(source, call.OutputOver(0, 0), call.Compute);
    }
}
