using Dedupe.Service.Tests.Stores;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]
